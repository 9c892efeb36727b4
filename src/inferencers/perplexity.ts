// PPL: every label's text is scored whole and the smallest value wins. Values are OpenCompass's at batch size 1
// (core/perplexity.ts; docs/exactness.md E7.2). With a normalising text the value is that of the answer less what it has
// without its question.

import { z } from "zod";
import type { ScoringConvention } from "../core/scoring-conventions.ts";
import type { DatasetContext, InferenceContext, Inferencer, WayOfAsking } from "./inferencer.ts";
import {
  asksLabels,
  continuationConventions,
  createLabelledInferencer,
  labelledOptionsSchema,
  requireLabelled,
} from "./labelled.ts";

export const upstreamName = "opencompass.openicl.icl_inferencer.PPLInferencer";

export const wayOfAsking: WayOfAsking = { ...asksLabels, tableMode: "ppl" };

export function conventions({ normalizingStr }: Readonly<Record<string, unknown>>): ScoringConvention[] {
  return ["ppl", ...(normalizingStr === undefined ? [] : (["ppl.norm"] as const)), ...continuationConventions, "clp"];
}

export const optionsSchema = labelledOptionsSchema.extend({
  normalizingStr: z
    .string()
    .min(1)
    .exactOptional()
    .describe("text that asks nothing, put in front of every answer; its value is taken off (normalised PPL)"),
});

export function requireDataset(
  { normalizingStr, ...labelled }: z.output<typeof optionsSchema>,
  dataset: DatasetContext,
): void {
  requireLabelled(labelled, dataset, { mode: "ppl", normalizingStr });
}

export function createInferencer(
  { normalizingStr, ...labelled }: z.output<typeof optionsSchema>,
  context: InferenceContext,
): Inferencer {
  return createLabelledInferencer(labelled, context, {
    mode: "ppl",
    convention: normalizingStr === undefined ? "ppl" : "ppl.norm",
    normalizingStr,
    // Nats per byte, not bits (docs/exactness.md E7.10). Counts the tokens of the whole prompt, also of one that was cut.
    fields: (value, tokens, input) => ({ PPL: value, BPB: (value * tokens) / Buffer.byteLength(input) }),
    storesOrigin: true,
  });
}
