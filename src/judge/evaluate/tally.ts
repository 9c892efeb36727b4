// The metrics of an evaluator, from scores given one by one.

import { OcLocalError } from "../../core/errors.ts";
import type { Evaluator, Metrics, Score, Tally } from "../../core/score.ts";

export function openTally(evaluator: Evaluator): Tally {
  if (evaluator.tally !== undefined) return evaluator.tally();
  const scores: Score[] = [];
  return { add: (score) => scores.push(score), metrics: () => evaluator.metrics(scores) };
}

/** JSON has no NaN: the metric would be lost and the table would show a dash without a reason. @throws OcLocalError EVALUATION */
export function requireNumbers(metrics: Metrics): Metrics {
  const broken = Object.entries(metrics).find(([, value]) => !Number.isFinite(value));
  if (broken === undefined) return metrics;
  throw new OcLocalError("EVALUATION", `its metric ${broken[0]} is ${broken[1]}, not a number`);
}
