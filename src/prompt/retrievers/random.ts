// Other in-context examples for every row, drawn at random without repetition: the draws of numpy's legacy generator
// (OpenCompass's RandomRetriever; docs/exactness.md E3.4).

import { z } from "zod";
import type { DatasetSplits } from "../../core/dataset.ts";
import { OcLocalError } from "../../core/errors.ts";
import { NumpyRandomState } from "../../core/python-random.ts";
import { exampleTextOptions, type Retriever } from "../retriever.ts";

export const upstreamName = "opencompass.openicl.icl_retriever.RandomRetriever";

export const optionsSchema = z.strictObject({
  iceNum: z.int().min(0).exactOptional().describe("examples per row; default: 1"),
  seed: z.int().min(0).exactOptional().describe("default: 43"),
  ...exampleTextOptions,
});

export function createRetriever(
  { iceNum = 1, seed = 43, iceSeparator = "\n", iceEosToken = "\n" }: z.output<typeof optionsSchema>,
  splits: DatasetSplits,
): Retriever {
  const rows = splits.train.length;
  if (iceNum > rows) {
    throw new OcLocalError(
      "CONFIG",
      `retriever "random": cannot draw ${iceNum} different examples (iceNum) from ${rows} train rows`,
      {
        hint: `lower iceNum to ${rows}, or choose a split with more rows with reader.trainSplit and reader.trainRange`,
      },
    );
  }
  return { retrieve: () => draw(splits.test.length, rows, iceNum, seed), iceSeparator, iceEndToken: iceEosToken };
}

// Seeded once for all rows: the draws of a row depend on its place in the test split.
function draw(testRows: number, trainRows: number, count: number, seed: number): number[][] {
  const random = new NumpyRandomState(seed);
  return Array.from({ length: testRows }, () => random.choice(trainRows, count, { replace: false }));
}
