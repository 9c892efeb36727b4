// The same in-context examples for every row, by their ids (OpenCompass's FixKRetriever; docs/exactness.md E3.2).

import { z } from "zod";
import type { DatasetSplits } from "../../core/dataset.ts";
import { OcLocalError } from "../../core/errors.ts";
import { exampleTextOptions, type Retriever } from "../retriever.ts";

export const upstreamName = "opencompass.openicl.icl_retriever.FixKRetriever";

export const optionsSchema = z.strictObject({
  fixIdList: z.array(z.int()).describe("train row ids in the order they are shown; negative ids count from the end"),
  ...exampleTextOptions,
  iceNum: z.int().exactOptional().describe("accepted without effect, as upstream"),
});

export function createRetriever(
  { fixIdList, iceSeparator = "\n", iceEosToken = "\n" }: z.output<typeof optionsSchema>,
  splits: DatasetSplits,
): Retriever {
  const rows = splits.train.length;
  const outside = fixIdList.find((id) => id >= rows || id < -rows);
  if (outside !== undefined) {
    throw new OcLocalError(
      "CONFIG",
      `retriever "fix-k": id ${outside} of fixIdList [${fixIdList.join(", ")}] is out of range: the train split has ${rows} rows`,
      {
        hint: `${rows > 0 ? `list ids from 0 to ${rows - 1}, or ` : ""}choose a split with more rows with reader.trainSplit and reader.trainRange`,
      },
    );
  }
  return { retrieve: () => splits.test.map(() => fixIdList), iceSeparator, iceEndToken: iceEosToken };
}
