// MGSM: the extracted number is the reference, as text.
// docs/exactness.md E12.20.

import { pythonEquals } from "../core/python-equal.ts";
import type { Evaluator } from "../core/score.ts";
import { ratioThenPercent, rightOrWrong, shareOfRight } from "./scores/right-or-wrong.ts";

export function createEvaluator(): Evaluator {
  return {
    score({ prediction, reference }) {
      return rightOrWrong(pythonEquals(prediction, reference), prediction, reference);
    },
    ...shareOfRight("accuracy", ratioThenPercent),
  };
}
