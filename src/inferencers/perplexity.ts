// PPL: every label's text is scored whole and the smallest value wins. Values are OpenCompass's at batch size 1
// (core/perplexity.ts; docs/exactness.md E7.2). With a normalising text the value is that of the answer less what it has
// without its question.

import { z } from "zod";
import { parseOptions } from "../core/options.ts";
import type { DatasetContext, InferenceContext, Inferencer } from "./inferencer.ts";
import { createLabelledInferencer, labelledOptionsSchema, requireLabelled } from "./labelled.ts";

const optionsSchema = labelledOptionsSchema.extend({
  normalizingStr: z
    .string()
    .min(1)
    .exactOptional()
    .describe("text that asks nothing, put in front of every answer; its value is taken off (normalised PPL)"),
});

export function requireDataset(options: unknown, dataset: DatasetContext): void {
  const { normalizingStr, ...labelled } = parseOptions(optionsSchema, options, "perplexity");
  requireLabelled(labelled, dataset, { mode: "ppl", normalizingStr });
}

export function createInferencer(options: unknown, context: InferenceContext): Inferencer {
  const { normalizingStr, ...labelled } = parseOptions(optionsSchema, options, "perplexity");
  return createLabelledInferencer(labelled, context, {
    mode: "ppl",
    convention: normalizingStr === undefined ? "ppl" : "ppl.norm",
    normalizingStr,
    // Nats per byte, not bits (docs/exactness.md E7.10). Counts the tokens of the whole prompt, also of one that was cut.
    fields: (value, tokens, input) => ({ PPL: value, BPB: (value * tokens) / Buffer.byteLength(input) }),
    storesOrigin: true,
  });
}
