// Errors whose hint no case follows, and why.

import { notFollowedOfParts } from "./not-followed-parts.ts";
import { notFollowedOfRuns } from "./not-followed-runs.ts";

/** The file, words that stand in this error alone of all in the file that no case follows, and why. */
export type NotFollowed = readonly [file: string, words: string, why: string];

export const notFollowed: readonly NotFollowed[] = [...notFollowedOfRuns, ...notFollowedOfParts];
