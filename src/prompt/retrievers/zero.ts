// No in-context examples (OpenCompass's ZeroRetriever; docs/exactness.md E3.1).

import { z } from "zod";
import type { DatasetSplits } from "../../core/dataset.ts";
import type { Retriever } from "../retriever.ts";

export const upstreamName = "opencompass.openicl.icl_retriever.ZeroRetriever";

export const optionsSchema = z.strictObject({
  iceEosToken: z.string().exactOptional().describe("put in place of the examples; ignored for templates of rounds"),
});

export function createRetriever(
  { iceEosToken = "" }: z.output<typeof optionsSchema>,
  splits: DatasetSplits,
): Retriever {
  return { retrieve: () => splits.test.map(() => []), iceSeparator: "", iceEndToken: iceEosToken };
}
