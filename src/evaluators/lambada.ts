// LAMBADA: the first word of the prediction, up to a punctuation mark, is the reference, both shortened by `normalizeWords`.
// docs/exactness.md E12.18.

import type { Evaluator } from "../core/score.ts";
import { strip } from "../core/unicode.ts";
import { normalizeWords } from "../postprocess/text/normalize-words.ts";
import { percentThenRatio, rightOrWrong, shareOfRight } from "./scores/right-or-wrong.ts";
import { notAText, textReference } from "./scores/sample-values.ts";

// A blank and all of Python's string.punctuation but the backslash, which escapes its neighbour in upstream's pattern.
const wordEnd = /[ -/:-@[\]-`{-~]/;

export function createEvaluator(): Evaluator {
  return {
    score({ prediction, reference }) {
      if (typeof prediction !== "string") return notAText(prediction);
      const answer = normalizeWords(strip(prediction).split(wordEnd, 1)[0] as string);
      const wanted = normalizeWords(textReference(reference, "lambada"));
      return rightOrWrong(answer === wanted, answer, wanted);
    },
    ...shareOfRight("accuracy", percentThenRatio),
  };
}
