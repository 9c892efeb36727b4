// Share of samples whose prediction equals the reference as a value: 1 and "1" differ (docs/exactness.md E12.3).

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
