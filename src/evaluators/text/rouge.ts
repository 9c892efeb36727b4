// ROUGE F-measures of one text (Lin 2004), as Google's rouge_score without stemmer computes them: words are runs of a-z and
// 0-9 of the lower-cased text, so text in other scripts has none and scores 0.

import { longestCommonPlaces } from "./longest-common-subsequence.ts";
import { countNgrams, sharedCount } from "./ngrams.ts";

/** In the order in which the metrics are drawn and printed. */
export const rougeTypes = ["rouge1", "rouge2", "rougeL", "rougeLsum"] as const;
export type RougeType = (typeof rougeTypes)[number];

/** Each 0 to 1; of several references the one that scores best for that type. */
export function rougeScores(prediction: string, references: readonly string[]): Record<RougeType, number> {
  const best = (score: (reference: string) => number) => Math.max(...references.map(score));
  const words = wordsOf(prediction);
  return {
    rouge1: best((reference) => ngramScore(words, wordsOf(reference), 1)),
    rouge2: best((reference) => ngramScore(words, wordsOf(reference), 2)),
    rougeL: best((reference) => subsequenceScore(words, wordsOf(reference))),
    rougeLsum: best((reference) => summaryScore(sentencesOf(prediction), sentencesOf(reference))),
  };
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
}

/** A line is a sentence. */
function sentencesOf(text: string): string[][] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map(wordsOf);
}

function ngramScore(prediction: readonly string[], reference: readonly string[], n: number): number {
  const shared = sharedCount(countNgrams(reference, n), countNgrams(prediction, n));
  const ngrams = (words: readonly string[]) => Math.max(words.length - n + 1, 1);
  return fMeasure(shared / ngrams(prediction), shared / ngrams(reference));
}

function subsequenceScore(prediction: readonly string[], reference: readonly string[]): number {
  if (prediction.length === 0 || reference.length === 0) return 0;
  const common = longestCommonPlaces(reference, prediction, { preferSecond: false }).length;
  return fMeasure(common / prediction.length, common / reference.length);
}

/** Words of the reference that some sentence of the prediction has in common with their sentence, each counted once. */
function summaryScore(prediction: readonly string[][], reference: readonly string[][]): number {
  const [predictionWords, referenceWords] = [prediction.flat(), reference.flat()];
  if (predictionWords.length === 0 || referenceWords.length === 0) return 0;
  const left = [countNgrams(predictionWords, 1), countNgrams(referenceWords, 1)];
  let hits = 0;
  for (const sentence of reference) {
    const places = prediction.flatMap((other) => longestCommonPlaces(sentence, other, { preferSecond: false }));
    for (const place of [...new Set(places)].sort((a, b) => a - b)) {
      const word = sentence[place] as string;
      if (!left.every((counts) => (counts.get(word) ?? 0) > 0)) continue;
      for (const counts of left) counts.set(word, (counts.get(word) as number) - 1);
      hits++;
    }
  }
  return fMeasure(hits / predictionWords.length, hits / referenceWords.length);
}

function fMeasure(precision: number, recall: number): number {
  return precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0;
}
