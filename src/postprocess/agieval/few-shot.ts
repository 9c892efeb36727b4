// What few-shot answers in AGIEval's format have around the answer.

import { strip } from "../../core/unicode.ts";

const prefixes = ["The answer is therefore", "答案是"];

/** The last line that is not blank, or the text when there is none. */
export function lastLine(text: string): string {
  return text.split("\n").findLast((line) => strip(line) !== "") ?? text;
}

/** Text after the last occurrence of each prefix in turn; a prefix in front of the text is only taken off. */
export function removeFewShotPrefix(text: string): string {
  let rest = text;
  for (const prefix of prefixes) {
    const at = rest.startsWith(prefix) ? 0 : rest.lastIndexOf(prefix);
    if (at >= 0) rest = strip(rest.slice(at + prefix.length));
  }
  return rest;
}
