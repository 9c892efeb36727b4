// Where a text stops being JSON (RFC 8259, with the NaN and Infinity that Python's json writes) and what should have stood
// there. JSON.parse of Node 20 often names no place. Walks tokens with a table of what may follow what and an explicit stack:
// depth of nesting is no limit.

import { endOfJsonString } from "./json-string.ts";

export interface JsonError {
  offset: number;
  expected: string;
  found: string;
}

/** What may be found, besides the text that stands there. */
export const textEnd = "the end of the text";
export const openString = "a string with no end";
export const badString = "a string with a bad escape or a raw control character";

type Expectation = "value" | "value or ]" | "key" | "key or }" | "colon" | ", or ]" | ", or }" | "end";

const words: Record<Expectation, string> = {
  value: "a value",
  "value or ]": 'a value or "]"',
  key: "a key in double quotes",
  "key or }": 'a key in double quotes or "}"',
  colon: '":"',
  ", or ]": '"," or "]"',
  ", or }": '"," or "}"',
  end: "nothing more",
};

// Groups: punctuation, number or literal. Neither: the end of the text. Strings are found by `readToken`.
const token = /(?:([{}[\],:])|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|NaN|-?Infinity)|$)/y;
const blanks = /[ \t\n\r]*/y;
const escapes = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/g;
const notInString = /[^ -\uffff]|\\/;

/** Null when the text is valid. */
export function findJsonError(text: string): JsonError | null {
  const open: ("{" | "[")[] = [];
  let expected: Expectation = "value";
  let offset = 0;
  for (;;) {
    offset += match(blanks, text, offset)?.[0].length ?? 0;
    const { kind, end } = readToken(text, offset);
    if (expected === "end" && kind === "end of text") return null;
    const next = follow(expected, kind, open);
    if (next === null) return { offset, expected: words[expected], found: describe(text, offset, kind) };
    expected = next;
    offset = end;
  }
}

function readToken(text: string, at: number): { kind: string; end: number } {
  if (text[at] === '"') {
    const end = endOfJsonString(text, at);
    const isValid = end > 0 && !notInString.test(text.slice(at + 1, end - 1).replace(escapes, ""));
    return { kind: isValid ? "string" : end > 0 ? "bad string" : "open string", end };
  }
  const found = match(token, text, at);
  if (found === null) return { kind: "unreadable", end: at };
  const [all, punctuation, scalar] = found;
  return { kind: punctuation ?? (scalar === undefined ? "end of text" : "scalar"), end: at + all.length };
}

/** What may come after a token; null when the token itself may not stand here. Keeps the stack of open brackets. */
function follow(expected: Expectation, kind: string, open: ("{" | "[")[]): Expectation | null {
  if (expected === "colon") return kind === ":" ? "value" : null;
  if (expected.startsWith("key") && kind === "string") return "colon";
  if (expected.startsWith(",") && kind === ",") return open.at(-1) === "{" ? "key" : "value";
  if (expected.startsWith("value") && (kind === "{" || kind === "[")) {
    open.push(kind);
    return kind === "{" ? "key or }" : "value or ]";
  }
  if (expected.endsWith(` ${kind}`)) open.pop();
  else if (!(expected.startsWith("value") && (kind === "string" || kind === "scalar"))) return null;
  const inside = open.at(-1);
  return inside === undefined ? "end" : inside === "{" ? ", or }" : ", or ]";
}

function describe(text: string, offset: number, kind: string): string {
  if (kind === "end of text") return textEnd;
  const shown = JSON.stringify(text.slice(offset, offset + 20));
  if (kind === "open string") return `${openString}: ${shown}`;
  return kind === "bad string" ? `${badString}: ${shown}` : shown;
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
