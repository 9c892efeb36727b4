// The number that an answer comes to, as a person would read it: in the last \boxed{}, else behind the last "####", else behind
// the last "answer is", "Answer:", "答案是" or "答案：" (there the first number of the line, or behind its last "="), else the last
// number. Thoughts and what follows "Question:" do not count. Numbers are read as written-number.ts says; units, currencies and
// "%" do not matter, and words such as "million" or "万" are not multiplied. Nothing is extracted, and the answer is "", where
// there is no number, or where the one in that place can be meant in two ways.

import type { Postprocessor } from "../core/score.ts";
import { extractBoxedAnswer } from "./math/boxed.ts";
import { firstNumber, lastNumber, plainNumbers, type WrittenNumber } from "./text/written-number.ts";

const places: [rule: string, read: (text: string) => WrittenNumber | undefined][] = [
  ["the box", (text) => lastNumber(behindEquals(plainNumbers(extractBoxedAnswer(text) ?? "")))],
  ["behind ####", (text) => firstNumber(lineBehind(text, text.lastIndexOf("####"), 4))],
  ["behind the answer's phrase", behindPhrase],
  ["last number", (text) => lastNumber(plainNumbers(text))],
];

export function createPostprocessor(): Postprocessor {
  return (text) => {
    const answering = answeringPart(text);
    for (const [rule, read] of places) {
      const found = read(answering);
      if (found === undefined) continue;
      return found.text === undefined
        ? { answer: "", extracted: false }
        : { answer: found.text, extracted: true, rule };
    }
    return { answer: "", extracted: false };
  };
}

function answeringPart(text: string): string {
  const thought = text.lastIndexOf("</think>");
  const answer = thought < 0 ? text : text.slice(thought + "</think>".length);
  const next = answer.indexOf("Question:");
  return next < 0 ? answer : answer.slice(0, next);
}

const phrase = /\banswer(?: to [^.\n:]{1,80})?\s{0,3}(?:is|are|:|=|：)|答案\s{0,3}(?:是|为|為|:|：|=)/gi;

/** Of the last phrase that a number follows, on its line or the one below. */
function behindPhrase(text: string): WrittenNumber | undefined {
  let end = text.length;
  for (const { index, 0: words } of [...text.matchAll(phrase)].slice(-phrasesRead).reverse()) {
    const found = firstNumber(behindEquals(lineBehind(text.slice(0, end), index, words.length)));
    if (found !== undefined) return found;
    end = index;
  }
  return undefined;
}

/** The rest of the line with plain numbers, or the next line where the rest is blank; empty where `at` is -1. */
function lineBehind(text: string, at: number, length: number): string {
  if (at < 0) return "";
  const [line = "", ...others] = text.slice(at + length, at + length + longestLine).split("\n");
  return plainNumbers(/[\p{L}\p{N}]/u.test(line) ? line : (others.find((other) => other.trim() !== "") ?? ""));
}

/** A text that repeats itself has no answer further up. */
const phrasesRead = 100;
const longestLine = 2000;

function behindEquals(text: string): string {
  const behind = text.slice(text.lastIndexOf("=") + 1);
  return /\d/.test(behind) ? behind : text;
}
