// CrowS-Pairs: right answers of all, right answers of the valid ones, and the share of valid ones, each rounded to a hundredth of a
// percent.
// docs/exactness.md E12.22.

import { OcLocalError } from "../core/errors.ts";
import { pythonEquals } from "../core/python-equal.ts";
import type { Evaluator } from "../core/score.ts";
import { measuredScores, rightOrWrong } from "./scores/right-or-wrong.ts";

export function createEvaluator(): Evaluator {
  return {
    score({ prediction, reference }) {
      return rightOrWrong(pythonEquals(prediction, reference), prediction, reference);
    },
    metrics(scores) {
      const measured = measuredScores(scores);
      const valid = measured.filter(({ answer }) => answer !== "invalid");
      if (valid.length === 0)
        throw new OcLocalError("EVALUATION", "crowspairs: no answer chooses one of the two sentences", {
          hint: "look at the answers: oc-local cases shows them",
        });
      const right = measured.filter(({ value }) => value === 1).length;
      return {
        accuracy: percent(right / measured.length),
        valid_accuracy: percent(right / valid.length),
        valid_frac: percent(valid.length / measured.length),
      };
    },
  };
}

/** `round(share, 4) * 100`. */
function percent(share: number): number {
  return Number(share.toFixed(4)) * 100;
}
