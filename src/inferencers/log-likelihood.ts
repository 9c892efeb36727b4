// LL: the row's `cont` column ends every label's text and the label whose continuation is most likely wins. Upstream's newer
// model class hides the first tokens of the text instead of the context (docs/exactness.md E7.5, E7.6); here the sum runs over the
// continuation, as its name says and its older class does. compat "opencompass" gives the newer class's value.

import { OcLocalError } from "../core/errors.ts";
import { parseOptions } from "../core/options.ts";
import type { DatasetContext, InferenceContext, Inferencer } from "./inferencer.ts";
import { createLabelledInferencer, labelledOptionsSchema, requireLabelled } from "./labelled.ts";

const scoring = { mode: "ll", continuation: { column: "cont" } } as const;

export function requireDataset(options: unknown, dataset: DatasetContext): void {
  requireLabelled(parseOptions(labelledOptionsSchema, options, "log-likelihood"), dataset, scoring);
}

export function createInferencer(options: unknown, context: InferenceContext): Inferencer {
  if (context.compat === "opencompass" && context.continuation !== undefined && "after" in context.continuation)
    throw new OcLocalError(
      "CONFIG",
      "ll: OpenCompass's way needs a column that ends the prompt, not continuation.after",
      {
        hint: 'leave compat (--compat) out, or name the column: "continuation": { "column": "…" }',
      },
    );
  return createLabelledInferencer(parseOptions(labelledOptionsSchema, options, "log-likelihood"), context, {
    ...scoring,
    convention: context.compat === "opencompass" ? "ll.opencompass" : "ll.sum",
    masksFront: true,
    fields: (value) => ({ Loglikelihood: value }),
    storesOrigin: false,
  });
}
