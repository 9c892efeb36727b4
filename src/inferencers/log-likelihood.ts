// LL: the row's `cont` column ends every label's text and the label whose continuation is most likely wins. Upstream's newer
// model class hides the first tokens of the text instead of the context (golden/SPEC section 7); here the sum runs over the
// continuation, as its name says and its older class does. compat "opencompass" gives the newer class's value.

import { parseOptions } from "../core/options.ts";
import type { InferenceContext, Inferencer } from "./inferencer.ts";
import { createLabelledInferencer, labelledOptionsSchema } from "./labelled.ts";

export function createInferencer(options: unknown, context: InferenceContext): Inferencer {
  return createLabelledInferencer(parseOptions(labelledOptionsSchema, options, "log-likelihood"), context, {
    mode: "ll",
    convention: context.compat === "opencompass" ? "ll.opencompass" : "ll.sum",
    continuation: { column: "cont" },
    masksFront: true,
    fields: (value) => ({ Loglikelihood: value }),
    storesOrigin: false,
  });
}
