// LongBench's F1 over words: English without case, punctuation and articles; Chinese cut into words by jieba, without punctuation.

import { z } from "zod";
import { pythonRegExp } from "../core/python-regex.ts";
import type { Evaluator } from "../core/score.ts";
import { splitWords } from "../core/unicode.ts";
import { openChineseWords } from "../postprocess/text/chinese-words.ts";
import { averageOfPoints, best } from "./longbench/points.ts";
import { wordOverlap } from "./text/ngrams.ts";

export const optionsSchema = z.strictObject({
  language: z.enum(["en", "zh"]).exactOptional().describe("default: en"),
});

const punctuation = /[!-/:-@[-`{-~]/g;
const articles = pythonRegExp("\\b(a|an|the)\\b", "g");
const chinesePunctuation = new Set(
  "！？｡。＂＃＄％＆＇（）＊＋，－／：；＜＝＞＠［＼］＾＿｀｛｜｝～｟｠｢｣､、〃》「」『』【】〔〕〖〗〘〙〚〛〜〝〞〟〰〾〿–—‘’‛“”„‟…‧﹏. ",
);

export function createEvaluator({ language = "en" }: z.output<typeof optionsSchema> = {}): Evaluator {
  const words = language === "en" ? englishWords : chineseWords();
  return averageOfPoints("longbench-f1", (answer, references) =>
    best(references, (reference) => wordOverlap(words(answer), words(reference))),
  );
}

function englishWords(text: string): string[] {
  return splitWords(text.toLowerCase().replace(punctuation, "").replace(articles, " "));
}

function chineseWords(): (text: string) => string[] {
  const cut = openChineseWords();
  const bare = (word: string) =>
    splitWords(
      [...word.toLowerCase().replace(punctuation, "")].filter((c) => !chinesePunctuation.has(c)).join(""),
    ).join("");
  return (text) =>
    cut(text)
      .map(bare)
      .filter((word) => word !== "");
}
