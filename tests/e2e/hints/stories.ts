// The stories of all areas.

import { modelStories } from "./model-stories.ts";
import type { Story } from "./story.ts";

export const stories: readonly Story[] = [...modelStories];
