// Removal of everything that the pattern `start(.*?)end` matches, where start and end are pieces of regular expressions and
// a bar in them splits the whole pattern. Linear in the text: behind the last end, where the pair can no longer match, the
// other alternatives alone are searched.

import { pythonRegExp } from "../../core/python-regex.ts";
import { replacePairs } from "./pairs.ts";

const literalToken = /^[^\\.^$*+?{}[\]|()]+$/;

export function compileSections(start: string, end: string): (text: string) => string {
  if (literalToken.test(start) && literalToken.test(end)) return (text) => replacePairs(text, start, end, () => "");
  const whole = pythonRegExp(`${start}(.*?)${end}`, "sg");
  const [firstEnd = "", ...endRest] = alternatives(end);
  const others = [...alternatives(start).slice(0, -1), ...endRest];
  const single = others.length === 0 ? null : pythonRegExp(others.join("|"), "sg");
  const pairEnd = pythonRegExp(firstEnd, "sg");
  return (text) => {
    const cut = lastStart(text, pairEnd);
    const { kept, at } = removeUntil(text, whole, cut);
    const rest = text.slice(at);
    return kept + (single === null ? rest : rest.replace(single, ""));
  };
}

/** Removes matches that start at or before `limit`; `at` is where the untouched rest begins. */
function removeUntil(text: string, pattern: RegExp, limit: number): { kept: string; at: number } {
  let kept = "";
  let at = 0;
  pattern.lastIndex = 0;
  while (pattern.lastIndex <= limit) {
    const match = pattern.exec(text);
    if (match === null || match.index > limit) break;
    kept += text.slice(at, match.index);
    at = match.index + match[0].length;
    if (match[0] === "") pattern.lastIndex = nextIndex(text, at);
  }
  return { kept, at };
}

function lastStart(text: string, pattern: RegExp): number {
  let last = -1;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    last = match.index;
    pattern.lastIndex = nextIndex(text, match.index);
  }
  return last;
}

/** A position inside a surrogate pair would be moved back to its start. */
function nextIndex(text: string, index: number): number {
  return index + ((text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1);
}

/** The pattern split at the bars outside of classes and groups. */
function alternatives(pattern: string): string[] {
  const parts = [""];
  let depth = 0;
  for (const piece of pattern.match(/\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|./gsu) ?? []) {
    if (piece === "(") depth++;
    if (piece === ")") depth--;
    if (piece === "|" && depth === 0) parts.push("");
    else parts[parts.length - 1] += piece;
  }
  return parts;
}
