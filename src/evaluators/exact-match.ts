// Exact match for questions with several accepted answers: the prediction, shortened by `normalizeWords`, is one of the
// references, shortened or as they are. Upper and lower case differ.
// docs/exactness.md E12.4.

import type { Evaluator } from "../core/score.ts";
import { normalizeWords } from "../postprocess/text/normalize-words.ts";
import { ratioThenPercent, rightOrWrong, shareOfRight } from "./scores/right-or-wrong.ts";
import { notAText, textList } from "./scores/sample-values.ts";

export function createEvaluator(): Evaluator {
  return {
    score({ prediction, reference }) {
      if (typeof prediction !== "string") return notAText(prediction);
      const references = textList(reference, "exact-match");
      const answer = normalizeWords(prediction);
      const accepted = [...new Set([...references.map(normalizeWords), ...references])];
      return rightOrWrong(accepted.includes(answer), answer, accepted);
    },
    ...shareOfRight("score", ratioThenPercent),
  };
}
