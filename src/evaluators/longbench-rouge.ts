// LongBench's ROUGE-L, as the Python package rouge 1.0.1 computes it: sentences end with a full stop; of the words that some sentence of
// the answer has in common with one of the reference each counts once, as do words in both lengths; a tiny constant stands below the
// fraction. Chinese is cut into words by jieba first.

import { z } from "zod";
import type { Evaluator } from "../core/score.ts";
import { splitWords } from "../core/unicode.ts";
import { openChineseWords } from "../postprocess/text/chinese-words.ts";
import { averageOfPoints } from "./longbench/points.ts";
import { longestCommonPlaces } from "./text/longest-common-subsequence.ts";

export const optionsSchema = z.strictObject({
  language: z.enum(["en", "zh"]).exactOptional().describe("default: en"),
});

export function createEvaluator({ language = "en" }: z.output<typeof optionsSchema> = {}): Evaluator {
  const cut = language === "zh" ? openChineseWords() : undefined;
  const asWords = (text: string) => (cut === undefined ? text : cut(text).join(" "));
  return averageOfPoints("longbench-rouge", (answer, references) => {
    let words = answer;
    let points = 0;
    // Upstream cuts the answer once more for every reference.
    for (const reference of references) {
      words = asWords(words);
      points = Math.max(points, rougeL(sentencesOf(words), sentencesOf(asWords(reference))));
    }
    return points;
  });
}

function sentencesOf(text: string): string[][] {
  return text
    .split(".")
    .filter((sentence) => sentence !== "")
    .map((sentence) => splitWords(sentence).join(" ").split(" "));
}

function rougeL(answer: readonly string[][], reference: readonly string[][]): number {
  if (answer.length === 0 || reference.length === 0) return 0;
  const common = new Set(
    reference.flatMap((wanted) =>
      answer.flatMap((given) =>
        longestCommonPlaces(wanted, given, { preferSecond: true }).map((place) => wanted[place] as string),
      ),
    ),
  ).size;
  const [precision, recall] = [answer, reference].map((sentences) => common / new Set(sentences.flat()).size);
  return 2 * (((precision as number) * (recall as number)) / ((precision as number) + (recall as number) + 1e-8));
}
