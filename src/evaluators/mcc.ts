// Matthews correlation coefficient over any number of classes, times 100 (Gorodkin 2004, as scikit-learn computes it).
// Classes are predictions and references as Python's str() writes them. 0 where either side knows one class only.
// docs/exactness.md E12.15.

import { pyStr } from "../core/python-text.ts";
import type { Evaluator, Score } from "../core/score.ts";
import { measuredScores, rightOrWrong } from "./scores/right-or-wrong.ts";

export function createEvaluator(): Evaluator {
  return {
    score({ prediction, reference }) {
      return rightOrWrong(pyStr(prediction) === pyStr(reference), prediction, reference);
    },
    metrics: (scores) => ({ matthews_correlation: matthewsCorrelation(scores) * 100 }),
  };
}

function matthewsCorrelation(scores: readonly Score[]): number {
  const samples = measuredScores(scores);
  const count = samples.length;
  const right = samples.filter(({ value }) => value === 1).length;
  const predicted = classCounts(samples.map(({ answer }) => pyStr(answer)));
  const actual = classCounts(samples.map(({ reference }) => pyStr(reference)));
  const covariance = right * count - productOf(predicted, actual);
  const spread = (count * count - productOf(predicted, predicted)) * (count * count - productOf(actual, actual));
  return spread === 0 ? 0 : covariance / Math.sqrt(spread);
}

function classCounts(classes: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of classes) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** Sum over the classes of the products of their counts. */
function productOf(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  return [...a].reduce((sum, [name, count]) => sum + count * (b.get(name) ?? 0), 0);
}
