// Cloze questions of AGIEval: the final answer of the prediction and the reference have the same plain form. Of a prediction
// without a final answer, only a reference that is null is equal.

import type { Evaluator } from "../core/score.ts";
import { parseMathAnswer } from "../postprocess/agieval/math-answer.ts";
import { isAgievalEquivalent } from "./math/is-agieval-equivalent.ts";
import { ratioThenPercent, rightOrWrong, shareOfRight } from "./scores/right-or-wrong.ts";
import { notAText } from "./scores/sample-values.ts";

export function createEvaluator(): Evaluator {
  return {
    score({ prediction, reference }) {
      if (typeof prediction !== "string") return notAText(prediction);
      const { answer } = parseMathAnswer(prediction, "");
      return rightOrWrong(isAgievalEquivalent(answer, reference), answer, reference);
    },
    ...shareOfRight("score", ratioThenPercent),
  };
}
