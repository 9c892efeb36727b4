// Multiple-choice tasks of BIG-Bench Hard: the extracted letter is the reference (docs/exactness.md E12.3).

import { pythonEquals } from "../core/python-equal.ts";
import type { Evaluator } from "../core/score.ts";
import { ratioThenPercent, rightOrWrong, shareOfRight } from "./scores/right-or-wrong.ts";

export function createEvaluator(): Evaluator {
  return {
    score({ prediction, reference }) {
      return rightOrWrong(pythonEquals(prediction, reference), prediction, reference);
    },
    ...shareOfRight("score", ratioThenPercent),
  };
}
