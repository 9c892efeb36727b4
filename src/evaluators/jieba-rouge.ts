// ROUGE out of 100 for Chinese text: both sides are shortened as `general` does and cut into words by jieba, then compared
// as the Python package rouge_chinese does, on sets of words and with its tiny constant below the fraction, so that equal
// texts score 99.9999995. A sample's own value is its ROUGE-L.
// docs/exactness.md E12.13.

import type { Evaluator } from "../core/score.ts";
import { mean } from "../core/statistics.ts";
import { splitWords } from "../core/unicode.ts";
import { openChineseWords } from "../postprocess/text/chinese-words.ts";
import { normalizeWords } from "../postprocess/text/normalize-words.ts";
import { measuredScores } from "./scores/right-or-wrong.ts";
import { notAText, textReference } from "./scores/sample-values.ts";
import { longestCommonPlaces } from "./text/longest-common-subsequence.ts";
import { countNgrams } from "./text/ngrams.ts";

export function createEvaluator(): Evaluator {
  const cut = openChineseWords();
  const compare = (prediction: string, reference: string) => {
    const [left, right] = [prediction, reference].map((text) => splitWords(cut(normalizeWords(text)).join(" ")));
    return compareWords(left as string[], right as string[]);
  };
  return {
    comparesTexts: true,
    score({ prediction, reference }) {
      if (typeof prediction !== "string") return notAText(prediction);
      const { rougeL } = compare(prediction, textReference(reference, "jieba-rouge"));
      return { kind: "scored", value: rougeL, answer: prediction, reference };
    },
    metrics(scores) {
      const perSample = measuredScores(scores).map(({ answer, reference }) =>
        compare(answer as string, reference as string),
      );
      const average = (type: keyof WordScores) => mean(perSample.map((sample) => sample[type])) * 100;
      return { rouge1: average("rouge1"), rouge2: average("rouge2"), rougeL: average("rougeL") };
    },
  };
}

interface WordScores {
  rouge1: number;
  rouge2: number;
  rougeL: number;
}

function compareWords(prediction: string[], reference: string[]): WordScores {
  const places = longestCommonPlaces(reference, prediction, { preferSecond: true });
  const common = new Set(places.map((place) => reference[place]));
  return {
    rouge1: setScore(prediction, reference, 1),
    rouge2: setScore(prediction, reference, 2),
    rougeL: fMeasure(common.size, new Set(prediction).size, new Set(reference).size),
  };
}

function setScore(prediction: string[], reference: string[], n: number): number {
  const [left, right] = [countNgrams(prediction, n), countNgrams(reference, n)];
  const shared = [...left.keys()].filter((ngram) => right.has(ngram)).length;
  return fMeasure(shared, left.size, right.size);
}

function fMeasure(shared: number, inPrediction: number, inReference: number): number {
  if (inPrediction === 0 || inReference === 0) return 0;
  const [precision, recall] = [shared / inPrediction, shared / inReference];
  return 2 * ((precision * recall) / (precision + recall + 1e-8));
}
