// Mean perplexity of texts; the prediction of a sample is its perplexity.

import type { Evaluator } from "../core/score.ts";
import { metricOfPoints } from "./scores/right-or-wrong.ts";

export function createEvaluator(): Evaluator {
  return {
    ignoresReference: true,
    score({ prediction, reference }) {
      if (typeof prediction !== "number") return { kind: "unscored", reason: "the prediction is not a perplexity" };
      return { kind: "scored", value: prediction, answer: prediction, reference };
    },
    ...metricOfPoints("average_ppl", ({ sum, count }) => sum / count),
  };
}
