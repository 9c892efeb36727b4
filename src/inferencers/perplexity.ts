// PPL: every label's text is scored whole and the smallest value wins. Values are OpenCompass's at batch size 1
// (core/perplexity.ts).

import { parseOptions } from "../core/options.ts";
import { openCompassPerplexity } from "../core/perplexity.ts";
import type { InferenceContext, Inferencer } from "./inferencer.ts";
import { createLabelledInferencer, labelledOptionsSchema } from "./labelled.ts";

export function createInferencer(options: unknown, context: InferenceContext): Inferencer {
  return createLabelledInferencer(parseOptions(labelledOptionsSchema, options, "perplexity"), context, {
    mode: "ppl",
    from: () => 1,
    value: ({ tokens }, logProbs) => openCompassPerplexity(tokens, logProbs, context.model.padToken),
    best: Math.min,
    // BPB is nats per byte of the row's own text, without a division by ln 2, as upstream stores it.
    // It counts the tokens of the whole prompt, also of one that was cut.
    fields: (value, { wholeLength }, input) => ({ PPL: value, BPB: (value * wholeLength) / Buffer.byteLength(input) }),
    storesOrigin: true,
  });
}
