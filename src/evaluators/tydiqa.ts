// TyDi QA, gold passage: exact match and F1 over words of the first line, the best over the accepted answers, out of 100.
// Words are those that `normalizeWords` leaves.
// docs/exactness.md E12.21.

import type { Evaluator, Score } from "../core/score.ts";
import { splitWords } from "../core/unicode.ts";
import { normalizeWords } from "../postprocess/text/normalize-words.ts";
import { measuredScores } from "./scores/right-or-wrong.ts";
import { notAText, textList } from "./scores/sample-values.ts";
import { wordOverlap } from "./text/ngrams.ts";

export function createEvaluator(): Evaluator {
  return {
    rightShare: "exact_match",
    score({ prediction, reference }) {
      if (typeof prediction !== "string") return notAText(prediction);
      const accepted = textList(reference, "tydiqa");
      const answer = (prediction.split("\n")[0] as string).toLowerCase();
      const isRight = accepted.some((text) => normalizeWords(answer) === normalizeWords(text));
      return { kind: "scored", value: isRight ? 1 : 0, answer, reference: [...accepted] };
    },
    metrics(scores) {
      const measured = measuredScores(scores);
      const sum = (pointsOf: (score: Measured) => number) =>
        measured.reduce((total, score) => total + pointsOf(score), 0);
      return {
        exact_match: (100 * sum(({ value }) => value)) / measured.length,
        f1: (100 * sum(bestOverlap)) / measured.length,
      };
    },
  };
}

type Measured = Extract<Score, { kind: "scored" }>;

function bestOverlap({ answer, reference }: Measured): number {
  return Math.max(...(reference as string[]).map((text) => wordOverlap(wordsOf(String(answer)), wordsOf(text))));
}

function wordsOf(text: string): string[] {
  return splitWords(normalizeWords(text));
}
