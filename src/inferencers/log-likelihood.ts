// LL: the row's `cont` column ends every label's text and the label whose continuation is most likely wins. Upstream's newer
// model class hides the first tokens of the text instead of the context (golden/SPEC section 7); here the sum runs over the
// continuation, as its name says and its older class does.

import { OcLocalError } from "../core/errors.ts";
import { parseOptions } from "../core/options.ts";
import { logLikelihood } from "../core/perplexity.ts";
import { commonPrefix } from "../core/token-sequence.ts";
import type { FittedPrompt } from "./fit-prompt.ts";
import type { InferenceContext, Inferencer } from "./inferencer.ts";
import { createLabelledInferencer, labelledOptionsSchema } from "./labelled.ts";

export function createInferencer(options: unknown, context: InferenceContext): Inferencer {
  return createLabelledInferencer(parseOptions(labelledOptionsSchema, options, "log-likelihood"), context, {
    mode: "ll",
    from: (prompt, row) => Math.max(1, prompt.tokens.length - continuationTokens(context, prompt, row)),
    value: (_prompt, logProbs) => logLikelihood(logProbs),
    best: Math.max,
    fields: (value) => ({ Loglikelihood: value }),
    storesOrigin: false,
  });
}

/** Tokens behind those the text shares with itself without the continuation: boundaries follow the joint text. */
function continuationTokens(
  { model, rows }: InferenceContext,
  { rendered, tokens, wholeLength }: FittedPrompt,
  row: number,
): number {
  const continuation = rows[row]?.cont;
  if (typeof continuation !== "string" || !rendered.text.endsWith(continuation) || continuation === "") {
    throw new OcLocalError(
      "BAD_DATA",
      `row ${row}: log-likelihood needs a column "cont" with the text that ends the prompt`,
    );
  }
  if (tokens.length < wholeLength && model.truncationSide === "right") {
    throw new OcLocalError(
      "CONTEXT_TOO_SMALL",
      `row ${row}: the prompt loses its right side, and with it what is scored`,
      {
        hint: "cut prompts on the left: truncation_side=left",
      },
    );
  }
  const whole = model.tokenize(rendered);
  const before = model.tokenize({ ...rendered, text: rendered.text.slice(0, -continuation.length) });
  const shared = Math.min(commonPrefix(before, whole), whole.length - 1);
  return whole.length - shared;
}
