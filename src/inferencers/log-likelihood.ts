// LL: the row's `cont` column ends every label's text and the label whose continuation is most likely wins. Upstream's newer
// model class hides the first tokens of the text instead of the context (docs/exactness.md E7.5, E7.6); here the sum runs over the
// continuation, as its name says and its older class does. compat "opencompass" gives the newer class's value.

import type { z } from "zod";
import { OcLocalError } from "../core/errors.ts";
import type { ScoringConvention } from "../core/scoring-conventions.ts";
import type { DatasetContext, InferenceContext, Inferencer, WayOfAsking } from "./inferencer.ts";
import {
  asksLabels,
  continuationConventions,
  createLabelledInferencer,
  labelledOptionsSchema,
  requireLabelled,
} from "./labelled.ts";

export const upstreamName = "opencompass.openicl.icl_inferencer.LLInferencer";

export const wayOfAsking: WayOfAsking = { ...asksLabels, tableMode: "ll" };

export function conventions(): ScoringConvention[] {
  return ["ppl", ...continuationConventions, "ll.opencompass", "clp"];
}

export const optionsSchema = labelledOptionsSchema;

const scoring = { mode: "ll", continuation: { column: "cont" } } as const;

export function requireDataset(options: z.output<typeof optionsSchema>, dataset: DatasetContext): void {
  requireLabelled(options, dataset, scoring);
}

export function createInferencer(options: z.output<typeof optionsSchema>, context: InferenceContext): Inferencer {
  if (context.compat === "opencompass" && context.continuation !== undefined && "after" in context.continuation)
    throw new OcLocalError(
      "CONFIG",
      "ll: OpenCompass's way needs a column that ends the prompt, not continuation.after",
      {
        hint: 'leave compat (--compat) out, or name the column: "continuation": { "column": "…" }',
      },
    );
  return createLabelledInferencer(options, context, {
    ...scoring,
    convention: context.compat === "opencompass" ? "ll.opencompass" : "ll.sum",
    masksFront: true,
    fields: (value) => ({ Loglikelihood: value }),
    storesOrigin: false,
  });
}
