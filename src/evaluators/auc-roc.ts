// Two-class questions answered by probabilities: the area under the ROC curve of the second one, and the share of samples
// whose most probable class is the reference (0 or 1), both times 100 (docs/exactness.md E12.17).

import { z } from "zod";
import { OcLocalError } from "../core/errors.ts";
import type { Evaluator } from "../core/score.ts";
import { measuredScores, pointsOf, ratioThenPercent, rightOrWrong } from "./scores/right-or-wrong.ts";

const probabilities = z.array(z.number()).min(2);

export function createEvaluator(): Evaluator {
  return {
    score({ prediction, reference }) {
      const parsed = probabilities.safeParse(prediction);
      if (!parsed.success) return { kind: "unscored", reason: "the prediction is not a list of probabilities" };
      const best = parsed.data.indexOf(Math.max(...parsed.data));
      return rightOrWrong(best === reference, parsed.data, reference);
    },
    metrics(scores) {
      const samples = measuredScores(scores).map(({ answer, reference }) => ({
        probability: (answer as number[])[1] as number,
        isPositive: reference === 1,
      }));
      return { auc_score: areaUnderCurve(samples) * 100, accuracy: ratioThenPercent(pointsOf(scores)) };
    },
  };
}

/** Share of pairs of a positive and a negative sample in which the positive one is more probable; ties count half. */
function areaUnderCurve(samples: readonly { probability: number; isPositive: boolean }[]): number {
  const byProbability = new Map<number, { positives: number; negatives: number }>();
  for (const { probability, isPositive } of samples) {
    const group = byProbability.get(probability) ?? { positives: 0, negatives: 0 };
    group[isPositive ? "positives" : "negatives"] += 1;
    byProbability.set(probability, group);
  }
  let pairs = 0;
  let below = 0;
  for (const [, { positives, negatives }] of [...byProbability].sort(([a], [b]) => a - b)) {
    pairs += positives * (below + negatives / 2);
    below += negatives;
  }
  const positives = samples.length - below;
  if (positives === 0 || below === 0) {
    throw new OcLocalError("EVALUATION", "auc-roc: all references are of one class, so there is no curve", {
      hint: "evaluate on rows of both classes",
    });
  }
  return pairs / (positives * below);
}
