// The wrappings around a program that mbpp tries, in order. Each is a pattern `open (.*) close` with greedy parts in
// OpenCompass, which takes quadratic time; first opening and last closing are searched here one after the other.

import { pythonRegExp } from "../../core/python-regex.ts";
import { rstrip } from "../../core/unicode.ts";

interface Wrapping {
  rule: string;
  /** Null: the program starts with the text. */
  open: RegExp | null;
  /** Text the program ends at; null: the program goes on to the end. */
  close: { mark: string; quoted: boolean } | null;
}

const beginnings = ["[BEGIN]", "BEGIN"];
const endings = ["[DONE]", "DONE"];

const wrappings: Wrapping[] = [
  ...wrap("'", true),
  ...wrap("'", false),
  ...wrap("", false),
  ...["```python", "```"].map((fence) => wrapping(`${fence}...\`\`\``, fence, "", { mark: "```", quoted: false })),
  ...["```python", "```"].map((fence) => wrapping(fence, fence, "", null)),
  { rule: "...```", open: null, close: { mark: "```", quoted: false } },
  wrapping("[BEGIN] '", "[BEGIN]", "'", null),
  { rule: "[BEGIN]", open: /\[BEGIN\]/, close: null },
  { rule: "'...' [DONE]", open: /'/, close: { mark: "[DONE]", quoted: true } },
];

/** The program within the first wrapping that fits, else the whole text. */
export function unwrapProgram(text: string): { program: string; rule?: string } {
  for (const { rule, open, close } of wrappings) {
    const match = open === null ? null : open.exec(text);
    if (open !== null && match === null) continue;
    const start = match === null ? 0 : match.index + match[0].length;
    const end = close === null ? text.length : lastClosing(text, close.mark, close.quoted);
    if (end >= start) return { program: text.slice(start, end), rule };
  }
  return { program: text };
}

/** The four combinations of bracketed and bare BEGIN and DONE; the ending varies slowest. */
function wrap(openQuote: string, quotedEnd: boolean): Wrapping[] {
  return endings.flatMap((end) =>
    beginnings.map((begin) =>
      wrapping(`${begin} ${openQuote}...${quotedEnd ? "'" : ""} ${end}`, begin, openQuote, {
        mark: end,
        quoted: quotedEnd,
      }),
    ),
  );
}

function wrapping(rule: string, begin: string, quote: string, close: Wrapping["close"]): Wrapping {
  return { rule, open: pythonRegExp(`${begin.replace(/[[\]]/g, "\\$&")}\\s*${quote}`), close };
}

/** Where the last closing mark starts, or the quote in front of it when it must have one; -1 without. */
function lastClosing(text: string, mark: string, quoted: boolean): number {
  let at = text.lastIndexOf(mark);
  while (quoted && at >= 0) {
    const before = rstrip(text.slice(0, at));
    if (before.endsWith("'")) return before.length - 1;
    at = at === 0 ? -1 : text.lastIndexOf(mark, at - 1);
  }
  return at;
}
