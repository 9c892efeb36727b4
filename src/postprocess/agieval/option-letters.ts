// Option letters in AGIEval answers.

import type { Extraction } from "../../core/score.ts";
import { lastLine } from "./few-shot.ts";

const phrases = { en: "answer is ", zh: "答案是" };

export interface SingleAnswerOptions {
  language: "en" | "zh";
  /** Look for the phrase in the last line only. */
  lastLineOnly: boolean;
}

/** The first letter A to G that follows the phrase on its line, else the first A to F of the whole text. */
export function singleAnswer(text: string, { language, lastLineOnly }: SingleAnswerOptions): Extraction {
  const phrase = phrases[language];
  // Line by line, since the pattern `phrase.*?([A-G])` is quadratic where the phrase repeats.
  for (const line of (lastLineOnly ? lastLine(text) : text).split("\n")) {
    const start = line.indexOf(phrase);
    const letter = start < 0 ? undefined : /[A-G]/.exec(line.slice(start + phrase.length))?.[0];
    if (letter !== undefined)
      return { answer: letter, extracted: true, rule: `first letter A to G after "${phrase.trim()}"` };
  }
  return firstOption(text);
}

/** The first letter A to F. */
export function firstOption(text: string): Extraction {
  const letter = /[A-F]/.exec(text)?.[0];
  if (letter === undefined) return { answer: "", extracted: false };
  return { answer: letter, extracted: true, rule: "first letter A to F" };
}
