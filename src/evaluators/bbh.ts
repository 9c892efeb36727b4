// Tasks of BIG-Bench Hard with answers in words: both sides in their normal form, upper and lower case alike.
// docs/exactness.md E12.8.

import type { Evaluator } from "../core/score.ts";
import { caseFold } from "../core/unicode.ts";
import { normalizeFreeform } from "../postprocess/bbh/normalize-freeform.ts";
import { ratioThenPercent, rightOrWrong, shareOfRight } from "./scores/right-or-wrong.ts";
import { notAText, textReference } from "./scores/sample-values.ts";

export function createEvaluator(): Evaluator {
  return {
    score({ prediction, reference }) {
      if (typeof prediction !== "string") return notAText(prediction);
      const answer = normalizeFreeform(prediction);
      const wanted = normalizeFreeform(textReference(reference, "bbh"));
      return rightOrWrong(caseFold(answer) === caseFold(wanted), answer, wanted);
    },
    ...shareOfRight("score", ratioThenPercent),
  };
}
