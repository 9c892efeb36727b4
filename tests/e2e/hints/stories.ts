// The stories of all areas.

import type { Story } from "./story.ts";

export const stories: readonly Story[] = [];
