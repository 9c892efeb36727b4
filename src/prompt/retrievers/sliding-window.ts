// The k train rows before the row's own index (OpenCompass's SlidingWindowRetriever, made for datasets whose train and
// test rows are the same). The first k rows are padded in front with the last train rows.
// docs/exactness.md E3.3.

import { z } from "zod";
import type { DatasetSplits } from "../../core/dataset.ts";
import { exampleTextOptions, type Retriever } from "../retriever.ts";

export const upstreamName = "opencompass.openicl.icl_retriever.SlidingWindowRetriever";

export const optionsSchema = z.strictObject({
  k: z.int().min(0).describe("examples per row"),
  ...exampleTextOptions,
  iceNum: z.int().exactOptional().describe("accepted without effect, as upstream"),
});

export function createRetriever(
  { k, iceSeparator = "\n", iceEosToken = "\n" }: z.output<typeof optionsSchema>,
  splits: DatasetSplits,
): Retriever {
  const rows = splits.train.length;
  return {
    retrieve: () => splits.test.map((_, index) => windowBefore(index, k, rows)),
    iceSeparator,
    iceEndToken: iceEosToken,
  };
}

function windowBefore(index: number, k: number, rows: number): number[] {
  const padding = Math.max(0, k - index);
  return [...range(rows - padding, rows), ...range(Math.max(0, index - k), index)];
}

function range(start: number, stop: number): number[] {
  return Array.from({ length: stop - start }, (_, i) => start + i);
}
