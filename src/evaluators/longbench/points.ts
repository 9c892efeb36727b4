// LongBench (Bai et al. 2023, arXiv:2308.14508): the mean of points between 0 and 1 over all answers, out of 100.
// docs/exactness.md E12.23.

import type { JsonValue } from "../../core/json.ts";
import type { Evaluator } from "../../core/score.ts";
import { metricOfPoints, ratioThenPercent } from "../scores/right-or-wrong.ts";
import { notAText, textList } from "../scores/sample-values.ts";

/** @param pointsOf Of an answer beside all accepted ones. */
export function averageOfPoints(
  name: string,
  pointsOf: (answer: string, references: readonly string[]) => number,
): Evaluator {
  return {
    comparesTexts: true,
    score({ prediction, reference }) {
      if (typeof prediction !== "string") return notAText(prediction);
      const references = textList(reference as JsonValue, name);
      return { kind: "scored", value: pointsOf(prediction, references), answer: prediction, reference: references };
    },
    ...metricOfPoints("score", ratioThenPercent),
  };
}

/** The best over the accepted answers, and no less than 0. */
export function best(references: readonly string[], pointsOf: (reference: string) => number): number {
  return Math.max(0, ...references.map(pointsOf));
}

/** The share of the numbers in an answer that are the wanted one. */
export function shareOfNumbers(answer: string, wanted: string): number {
  const numbers = answer.match(/\p{Nd}+/gu) ?? [];
  return numbers.length === 0 ? 0 : numbers.filter((number) => number === wanted).length / numbers.length;
}
