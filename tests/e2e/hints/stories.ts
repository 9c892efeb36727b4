// The stories of all areas.

import { diskStories } from "./disk-stories.ts";
import { ggufStories } from "./gguf-stories.ts";
import { hostileStories } from "./hostile-stories.ts";
import { modelStories } from "./model-stories.ts";
import { numberStories } from "./number-stories.ts";
import { onnxStories } from "./onnx-stories.ts";
import { processStories } from "./process-stories.ts";
import { slurmStories } from "./slurm-stories.ts";
import { storedStories } from "./stored-stories.ts";
import type { Story } from "./story.ts";

export const stories: readonly Story[] = [
  ...modelStories,
  ...ggufStories,
  ...onnxStories,
  ...numberStories,
  ...storedStories,
  ...processStories,
  ...diskStories,
  ...slurmStories,
  ...hostileStories,
];
