// Corpus BLEU (Papineni et al. 2002) as sacreBLEU computes it by default (Post 2018, arXiv:1804.08771): tokenizer 13a of the
// mteval script, one to four words, orders without a match smoothed by halving.
// docs/exactness.md E12.14.

import { splitWords } from "../../core/unicode.ts";
import { countNgrams } from "./ngrams.ts";

export interface Bleu {
  /** Out of 100. */
  score: number;
  /** Matching n-grams of one to four words, those of the system, and their percentages. */
  counts: number[];
  totals: number[];
  precisions: number[];
  /** Brevity penalty, 0 to 1. */
  bp: number;
  /** Words of the system, and of the reference closest in length per sentence. */
  sysLen: number;
  refLen: number;
}

const orders = [1, 2, 3, 4];

/** @param sentences What the system wrote, with one or more references. */
export function corpusBleu(sentences: readonly { prediction: string; references: readonly string[] }[]): Bleu {
  const counts = [0, 0, 0, 0];
  const totals = [0, 0, 0, 0];
  let [sysLen, refLen] = [0, 0];
  for (const { prediction, references } of sentences) {
    const words = tokenize13a(prediction);
    const others = references.map(tokenize13a);
    sysLen += words.length;
    refLen += closestLength(words.length, others);
    for (const n of orders) {
      counts[n - 1] = (counts[n - 1] as number) + matches(words, others, n);
      totals[n - 1] = (totals[n - 1] as number) + Math.max(words.length - n + 1, 0);
    }
  }
  const bp = sysLen >= refLen ? 1 : sysLen > 0 ? Math.exp(1 - refLen / sysLen) : 0;
  return { ...combine(counts, totals, bp), counts, totals, bp, sysLen, refLen };
}

function combine(counts: readonly number[], totals: readonly number[], bp: number): Pick<Bleu, "score" | "precisions"> {
  const precisions = [0, 0, 0, 0];
  if (counts.every((count) => count === 0)) return { score: 0, precisions };
  let smoothing = 1;
  for (const [at, total] of totals.entries()) {
    const count = counts[at] as number;
    if (total === 0) break;
    if (count === 0) smoothing *= 2;
    precisions[at] = count === 0 ? 100 / (smoothing * total) : (100 * count) / total;
  }
  const logs = precisions.reduce((sum, precision) => sum + Math.log(precision), 0);
  return { score: bp * Math.exp(logs / orders.length), precisions };
}

/** N-grams that a reference has too, each as often as the reference that has it most. */
function matches(words: readonly string[], references: readonly string[][], n: number): number {
  const most = references.map((reference) => countNgrams(reference, n));
  let sum = 0;
  for (const [ngram, count] of countNgrams(words, n)) {
    sum += Math.min(count, Math.max(...most.map((counts) => counts.get(ngram) ?? 0)));
  }
  return sum;
}

/** Of two equally close lengths the shorter. */
function closestLength(length: number, references: readonly string[][]): number {
  const lengths = references.map((reference) => reference.length).sort((a, b) => a - b);
  return lengths.reduce((best, other) => (Math.abs(other - length) < Math.abs(best - length) ? other : best));
}

const entities: readonly [string, string][] = [
  ["&quot;", '"'],
  ["&amp;", "&"],
  ["&lt;", "<"],
  ["&gt;", ">"],
];

/** Punctuation becomes words of its own, except points and commas between digits. */
export function tokenize13a(text: string): string[] {
  let line = text.replaceAll("<skipped>", "").replaceAll("-\n", "").replaceAll("\n", " ");
  for (const [entity, character] of entities) line = line.replaceAll(entity, character);
  line = ` ${line} `
    .replace(/[{-~[-` -&(-+:-@/]/g, " $& ")
    .replace(/([^0-9])([.,])/gu, "$1 $2 ")
    .replace(/([.,])([^0-9])/gu, " $1 $2")
    .replace(/([0-9])-/g, "$1 - ");
  return splitWords(line);
}
