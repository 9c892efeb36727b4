// SQuAD 1.1: F1 over words of the prediction's first line and the reference, out of 100 (Rajpurkar et al. 2016,
// arXiv:1606.05250). Case, ASCII punctuation and articles do not count; two empty answers share no word and score 0.

import { pythonRegExp } from "../core/python-regex.ts";
import type { Evaluator } from "../core/score.ts";
import { splitWords } from "../core/unicode.ts";
import { metricOfPoints, ratioThenPercent } from "./scores/right-or-wrong.ts";
import { notAText, textReference } from "./scores/sample-values.ts";
import { wordOverlap } from "./text/ngrams.ts";

const punctuation = /[!-/:-@[-`{-~]/g;
const articles = pythonRegExp("\\b(a|an|the)\\b", "g");

export function createEvaluator(): Evaluator {
  return {
    comparesTexts: true,
    score({ prediction, reference }) {
      if (typeof prediction !== "string") return notAText(prediction);
      const answer = prediction.split("\n", 1)[0] as string;
      const value = wordOverlap(wordsOf(answer), wordsOf(textReference(reference, "squad")));
      return { kind: "scored", value, answer, reference };
    },
    ...metricOfPoints("f1", ratioThenPercent),
  };
}

function wordsOf(text: string): string[] {
  return splitWords(text.toLowerCase().replace(punctuation, "").replace(articles, " "));
}
