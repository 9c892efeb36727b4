// A score that is all or nothing, and the percentages of right samples. OpenCompass's evaluators multiply and divide in two
// orders, which differ in the last digit: 2 of 3 is 66.66666666666666 or 66.66666666666667.
// Samples without a score are left out of numerator and denominator; whoever reports the metric counts them.
// docs/exactness.md E12.1.

import { OcLocalError } from "../../core/errors.ts";
import type { JsonValue } from "../../core/json.ts";
import type { Evaluator, Score } from "../../core/score.ts";

export type MeasuredScore = Extract<Score, { kind: "scored" }>;

export function rightOrWrong(isRight: boolean, answer: JsonValue, reference: JsonValue): Score {
  return { kind: "scored", value: isRight ? 1 : 0, answer, reference };
}

/** `sum / count * 100`. */
export function ratioThenPercent({ sum, count }: Points): number {
  return (sum / count) * 100;
}

/** `100 * sum / count`. */
export function percentThenRatio({ sum, count }: Points): number {
  return (100 * sum) / count;
}

/** The only metric of an evaluator whose scores are right or wrong: the share of right ones. */
export function shareOfRight(
  name: string,
  toMetric: (points: Points) => number,
): Pick<Evaluator, "metrics" | "tally" | "rightShare"> {
  return { rightShare: name, ...metricOfPoints(name, toMetric) };
}

/** What the measured scores add up to, in row order. */
export interface Points {
  sum: number;
  /** At least one. */
  count: number;
}

/** @throws OcLocalError EVALUATION when none is measured. */
export function pointsOf(scores: readonly Score[]): Points {
  const sum = new PointSum();
  for (const score of scores) sum.add(score);
  return sum.points();
}

/** An evaluator's only metric, where points are all that is needed of the scores. */
export function metricOfPoints(
  name: string,
  toMetric: (points: Points) => number,
): Pick<Evaluator, "metrics" | "tally"> {
  return {
    metrics: (scores) => ({ [name]: toMetric(pointsOf(scores)) }),
    tally() {
      const sum = new PointSum();
      return { add: (score) => sum.add(score), metrics: () => ({ [name]: toMetric(sum.points()) }) };
    },
  };
}

/** @throws OcLocalError EVALUATION when there is none: a mean of nothing is not a score. */
export function measuredScores(scores: readonly Score[]): MeasuredScore[] {
  const measured = scores.filter((score) => score.kind === "scored");
  if (measured.length === 0) throw nothingToScore(scores.length, scores[0]);
  return measured;
}

class PointSum {
  #sum = 0;
  #count = 0;
  #samples = 0;
  #first: Score | undefined;

  add(score: Score): void {
    this.#samples += 1;
    this.#first ??= score;
    if (score.kind === "unscored") return;
    this.#sum += score.value;
    this.#count += 1;
  }

  points(): Points {
    if (this.#count === 0) throw nothingToScore(this.#samples, this.#first);
    return { sum: this.#sum, count: this.#count };
  }
}

function nothingToScore(samples: number, first: Score | undefined): OcLocalError {
  const why = first?.kind === "unscored" ? ` (the first: ${first.reason})` : "";
  return new OcLocalError("EVALUATION", `there is nothing to score: 0 of ${samples} samples have a score${why}`, {
    hint: "take an evaluator for what the answers are, or a postprocessor that makes of them what the evaluator compares",
  });
}
