// What the rows of a dataset will roughly cost, from the tokens of a few rows: enough to tell a dataset of long prompts from one of
// short ones while a run goes on, and quick enough to be done before every run.

import { commonPrefix, compareSequences } from "../core/token-sequence.ts";

export interface ExpectedWork {
  dataset: string;
  rows: number;
  generates: boolean;
  /** Tokens that all rows begin with: computed once. */
  sharedTokens: number;
  /** Further distinct tokens of a row, all its prompts together; at least 1. */
  rowTokens: number;
  /** Most tokens of a row's answer. */
  outputAtMost: number;
}

const sampledRows = 6;

/** @param tokensOf The prompts of a row. */
export function expectedWork(
  dataset: Pick<ExpectedWork, "dataset" | "rows" | "generates" | "outputAtMost">,
  tokensOf: (row: number) => Int32Array[],
): ExpectedWork {
  const count = Math.min(sampledRows, dataset.rows);
  const rows = Array.from({ length: count }, (_, i) => Math.floor((i * dataset.rows) / count));
  const sorted = rows.flatMap(tokensOf).sort(compareSequences);
  const distinct = sorted.reduce(
    (sum, tokens, i) => sum + tokens.length - commonPrefix(tokens, sorted[i - 1] ?? []),
    0,
  );
  // One row says nothing of what others share.
  const sharedTokens = count < 2 ? 0 : commonPrefix(sorted[0] ?? [], sorted.at(-1) ?? []);
  return { ...dataset, sharedTokens, rowTokens: Math.max(1, (distinct - sharedTokens) / Math.max(1, count)) };
}
