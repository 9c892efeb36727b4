// A score that is all or nothing, and the percentages of right samples. OpenCompass's evaluators multiply and divide in two
// orders, which differ in the last digit: 2 of 3 is 66.66666666666666 or 66.66666666666667.
// Samples without a score are left out of numerator and denominator; whoever reports the metric counts them.

import { OcLocalError } from "../../core/errors.ts";
import type { JsonValue } from "../../core/json.ts";
import type { Score } from "../../core/score.ts";

export type MeasuredScore = Extract<Score, { kind: "scored" }>;

export function rightOrWrong(isRight: boolean, answer: JsonValue, reference: JsonValue): Score {
  return { kind: "scored", value: isRight ? 1 : 0, answer, reference };
}

/** `sum / count * 100`. */
export function ratioThenPercent(scores: readonly Score[]): number {
  const measured = measuredScores(scores);
  return (sumOf(measured) / measured.length) * 100;
}

/** `100 * sum / count`. */
export function percentThenRatio(scores: readonly Score[]): number {
  const measured = measuredScores(scores);
  return (100 * sumOf(measured)) / measured.length;
}

/** @throws OcLocalError EVALUATION when there is none: a mean of nothing is not a score. */
export function measuredScores(scores: readonly Score[]): MeasuredScore[] {
  const measured = scores.filter((score) => score.kind === "scored");
  if (measured.length > 0) return measured;
  const [first] = scores;
  const why = first?.kind === "unscored" ? ` (the first: ${first.reason})` : "";
  throw new OcLocalError("EVALUATION", `there is nothing to score: 0 of ${scores.length} samples have a score${why}`, {
    hint: "check that the dataset's range selects rows and that the inference of the dataset finished",
  });
}

function sumOf(scores: readonly MeasuredScore[]): number {
  return scores.reduce((sum, { value }) => sum + value, 0);
}
