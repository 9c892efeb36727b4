// The normal form of a free answer in BIG-Bench Hard, applied to both sides by the bbh evaluator: the first line after the
// last "answer is", without one final full stop, out of **bold**; yes, no, true and false in front stand for the answer;
// commas become blanks unless two numbers are separated by one (docs/exactness.md E11.8).

import { pythonRegExp } from "../../core/python-regex.ts";
import { lstrip, rstrip, strip } from "../../core/unicode.ts";

const lead = pythonRegExp("answer is\\s*:?\\s*", "ig");
const verdict = pythonRegExp("^(yes|no|true|false)\\b", "i");
const numbersApart = pythonRegExp("\\d\\s*,\\s*\\d");
const whiteSpace = pythonRegExp("\\s+", "g");

export function normalizeFreeform(text: string): string {
  const said = afterLast(text, lead);
  const line = strip((said === null ? text : strip(said)).split("\n", 1)[0] as string);
  const answer = unwrapBold(line.endsWith(".") ? strip(line.slice(0, -1)) : line);
  const word = verdict.exec(answer)?.[1];
  if (word !== undefined) return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
  return strip((numbersApart.test(answer) ? answer : commasToBlanks(answer)).replace(whiteSpace, " "));
}

function afterLast(text: string, phrase: RegExp): string | null {
  let end = -1;
  for (const match of text.matchAll(phrase)) end = match.index + match[0].length;
  return end < 0 ? null : text.slice(end);
}

function unwrapBold(line: string): string {
  const start = line.indexOf("**");
  const end = start < 0 ? -1 : line.indexOf("**", start + 2);
  return end < 0 ? line : strip(line.slice(start + 2, end));
}

/** A comma with the white space around it becomes a blank. By pieces: as a pattern it is quadratic on long blanks. */
function commasToBlanks(answer: string): string {
  const pieces = answer.split(",");
  const last = pieces.length - 1;
  return pieces
    .map((piece, at) => {
      const withoutStart = at === 0 ? piece : lstrip(piece);
      return at === last ? withoutStart : rstrip(withoutStart);
    })
    .join(" ");
}
