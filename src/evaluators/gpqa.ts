// GPQA: the extracted letter is the reference; an answer in which no letter was found is wrong.
// docs/exactness.md E12.20.

import { pythonEquals } from "../core/python-equal.ts";
import type { Evaluator } from "../core/score.ts";
import { percentThenRatio, rightOrWrong, shareOfRight } from "./scores/right-or-wrong.ts";

export function createEvaluator(): Evaluator {
  return {
    score({ prediction, reference }) {
      return rightOrWrong(pythonEquals(prediction, reference), prediction, reference);
    },
    ...shareOfRight("accuracy", percentThenRatio),
  };
}
