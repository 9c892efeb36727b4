// How large a context for scoring is.

import { defaultBatchSize } from "../memory-plan.ts";

/** Sequences of a round of scoring. llama.cpp allows 256; each costs time in every edit of the cells. */
export const scoringSequences = 64;
/** Bytes that the logits of one batch may take. */
const logitsBytes = 256 * 1024 * 1024;

/** Room for the longest request and a batch beside it: few cells keep attention short. */
export function scoringCells(contextSize: number): number {
  return contextSize + defaultBatchSize;
}

/** Tokens of one batch that logits are asked of. */
export function scoringRows(vocabularySize: number): number {
  const fitting = Math.floor(logitsBytes / (4 * Math.max(1, vocabularySize)));
  return Math.max(scoringSequences, Math.min(defaultBatchSize, fitting));
}
