// No in-context examples (OpenCompass's ZeroRetriever; docs/exactness.md E3.1).

import { z } from "zod";
import type { DatasetSplits } from "../../core/dataset.ts";
import { parseOptions } from "../../core/options.ts";
import type { Retriever } from "../retriever.ts";

const optionsSchema = z.strictObject({
  iceEosToken: z.string().default("").describe("put in place of the examples; ignored for templates of rounds"),
});

export function createRetriever(options: z.input<typeof optionsSchema>, splits: DatasetSplits): Retriever {
  const { iceEosToken } = parseOptions(optionsSchema, options, 'retriever "zero"');
  return { retrieve: () => splits.test.map(() => []), iceSeparator: "", iceEndToken: iceEosToken };
}
