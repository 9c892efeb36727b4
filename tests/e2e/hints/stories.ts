// The stories of all areas.

import { ggufStories } from "./gguf-stories.ts";
import { modelStories } from "./model-stories.ts";
import { numberStories } from "./number-stories.ts";
import { onnxStories } from "./onnx-stories.ts";
import type { Story } from "./story.ts";

export const stories: readonly Story[] = [...modelStories, ...ggufStories, ...onnxStories, ...numberStories];
