// The normal form of an answer to a quantitative question (OpenCompass's normalize_final_answer, after Minerva, Lewkowycz et
// al. 2022, appendix D). It works by plain substring removal, in this order, so it also eats letters inside words.
// docs/exactness.md E11.5.

import { isDigits, strip } from "../../core/unicode.ts";
import { contentsBetween, replacePairs } from "../text/pairs.ts";

const substitutions: [before: string, after: string][] = [
  ["an ", ""],
  ["a ", ""],
  [".$", "$"],
  ["\\$", ""],
  ["\\ ", ""],
  [" ", ""],
  ["mbox", "text"],
  [",\\text{and}", ","],
  ["\\text{and}", ","],
  ["\\text{m}", "\\text{}"],
  ["\\le", "<"],
];

// biome-ignore format: a list of words
const removed = [
  "square", "ways", "integers", "dollars", "mph", "inches", "ft", "hours", "km", "units", "\\ldots", "sue", "points",
  "feet", "minutes", "digits", "cents", "degrees", "cm", "gm", "pounds", "meters", "meals", "edges", "students",
  "childrentickets", "multiples", "\\text{s}", "\\text{.}", "\\text{\ns}", "\\text{}^2", "\\text{}^3", "\\text{\n}",
  "\\text{}", "\\mathrm{th}", "^\\circ", "^{\\circ}", "\\;", ",\\!", "{,}", '"', "\\dots", "\n", "\r", "\f",
];

export function normalizeFinalAnswer(text: string): string {
  let answer = text;
  for (const [before, after] of substitutions) answer = answer.split(before).join(after);
  for (const expression of removed) answer = answer.replaceAll(expression, "");
  answer = strip(narrow(unwrap(answer)));
  if (answer.includes("rac") && !answer.includes("\\frac")) answer = answer.replaceAll("rac", "\\frac");
  answer = answer
    .replace(/frac([^{])([^\n])/gu, "frac{$1}{$2}")
    .replace(/sqrt([^{])/gu, "sqrt{$1}")
    .replaceAll("$", "");
  const withoutCommas = answer.replaceAll(",", "");
  return isDigits(withoutCommas) ? withoutCommas : answer;
}

/** Takes the content out of \text, \textbf, \overline and \boxed. */
function unwrap(answer: string): string {
  const keep = (content: string) => content;
  let plain = replacePairs(answer, "\\text{(", ")}", keep);
  for (const command of ["\\text{", "\\textbf{", "\\overline{"]) plain = replacePairs(plain, command, "}", keep);
  // A box ends at the last brace of the text.
  const start = plain.indexOf("\\boxed{");
  const end = plain.lastIndexOf("}");
  const inner = start + "\\boxed{".length;
  return start < 0 || end < inner ? plain : plain.slice(0, start) + plain.slice(inner, end) + plain.slice(end + 1);
}

/** Keeps what follows "answer is" and what stands in the last box or formula. */
function narrow(answer: string): string {
  let rest = after(answer, /finalansweris/);
  rest = after(rest, /answer?is:?/);
  rest = contentsBetween(rest, "oxed{", "}").at(-1) ?? rest;
  return contentsBetween(rest, "$", "$").at(-1) ?? rest;
}

function after(text: string, phrase: RegExp): string {
  const match = phrase.exec(text);
  return match === null ? text : text.slice(match.index + match[0].length);
}
