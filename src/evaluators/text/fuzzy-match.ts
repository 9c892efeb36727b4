// Containment of short answers either way, without case, punctuation, articles and extra white space (simple-evals' DROP).

import { pythonRegExp } from "../../core/python-regex.ts";
import { splitWords } from "../../core/unicode.ts";

const punctuation = /[!-/:-@[-`{-~]/g;
const articles = pythonRegExp("\\b(a|an|the)\\b", "g");

/** An answer of which nothing is left only matches another such. */
export function isFuzzyMatch(a: string, b: string): boolean {
  const first = normalizeAnswer(a);
  const second = normalizeAnswer(b);
  if (first === "" || second === "") return first === second;
  return second.includes(first) || first.includes(second);
}

export function normalizeAnswer(text: string): string {
  return splitWords(text.toLowerCase().replace(punctuation, "").replace(articles, " ")).join(" ");
}
