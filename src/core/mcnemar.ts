// Whether two models that answered the same questions differ in how often they are right.

import { distributionOfRight } from "./guessing.ts";

/**
 * Exact two-sided McNemar test: only the questions that one of the two has right count, and without a difference each of them is
 * as likely to be the one's as the other's.
 *
 * @returns Probability of a split at least as uneven.
 */
export function mcnemar(onlyInA: number, onlyInB: number): number {
  const flips = onlyInA + onlyInB;
  const splits = distributionOfRight(new Array<number>(flips).fill(0.5));
  const tail = splits.subarray(0, Math.min(onlyInA, onlyInB) + 1).reduce((sum, probability) => sum + probability, 0);
  return Math.min(1, 2 * tail);
}
