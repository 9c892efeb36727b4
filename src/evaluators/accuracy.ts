// Share of samples whose prediction is the reference, both as Python's str() writes them: 1 and "1" are equal, 1.0 written
// in the data as a float cannot be told from 1 (docs/exactness.md E12.2).

import { pyStr } from "../core/python-text.ts";
import type { Evaluator } from "../core/score.ts";
import { ratioThenPercent, rightOrWrong, shareOfRight } from "./scores/right-or-wrong.ts";

export function createEvaluator(): Evaluator {
  return {
    score({ prediction, reference }) {
      return rightOrWrong(pyStr(prediction) === pyStr(reference), prediction, reference);
    },
    ...shareOfRight("accuracy", ratioThenPercent),
  };
}
