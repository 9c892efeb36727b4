// Reads a Python string literal, because some models answer with the repr of their text: prefixes r, u and (without
// placeholders) f, triple quotes, escapes, neighbouring literals, a trailing comment. Nothing is ever executed.

import { lstrip, strip } from "../../core/unicode.ts";

const prefix = /^([rR]|[uU]|[fF]|[rR][fF]|[fF][rR]|)(?=["'])/;
const blank = /^(?:[ \t\f]|\\\n)+/;
const comment = /^#[^\n]*$/;
const escapes: Record<string, string> = {
  "\n": "",
  "\\": "\\",
  "'": "'",
  '"': '"',
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};
// \N{name} needs the table of character names.
const escapeSequence = /\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{1,3}|.)/gsu;
const brokenEscape = /\\(?:x(?![0-9a-fA-F]{2})|u(?![0-9a-fA-F]{4})|U(?![0-9a-fA-F]{8})|N)/;

/** The value of one or several neighbouring string literals, or null when the text is anything else. */
export function parseStringLiteral(text: string): string | null {
  let rest = strip(text);
  let value: string | null = null;
  while (rest !== "") {
    if (value !== null && comment.test(rest)) return value;
    const literal = readLiteral(rest);
    if (literal === null) return null;
    value = (value ?? "") + literal.value;
    rest = rest.slice(literal.length).replace(blank, "");
  }
  return value;
}

/** The texts of a Python list of string literals, or null when the text is anything else. */
export function parseStringList(text: string): string[] | null {
  let rest = strip(text);
  if (!rest.startsWith("[")) return null;
  const values: string[] = [];
  rest = lstrip(rest.slice(1));
  while (rest !== "]") {
    const literal = readLiteral(rest);
    if (literal === null) return null;
    values.push(literal.value);
    rest = lstrip(rest.slice(literal.length));
    if (rest.startsWith(",")) rest = lstrip(rest.slice(1));
    else if (rest !== "]") return null;
  }
  return values;
}

function readLiteral(text: string): { value: string; length: number } | null {
  const letters = prefix.exec(text)?.[0].toLowerCase();
  if (letters === undefined) return null;
  const quote = text.slice(letters.length, letters.length + 3);
  const mark = quote === '"""' || quote === "'''" ? quote : quote.slice(0, 1);
  const start = letters.length + mark.length;
  const end = findEnd(text, start, mark);
  if (end < 0) return null;
  const value = bodyValue(text.slice(start, end), letters);
  return value === null ? null : { value, length: end + mark.length };
}

/** Index of the closing mark; a single quote ends no later than its line, unless the line end is escaped. */
function findEnd(text: string, start: number, mark: string): number {
  for (let at = start; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text.startsWith(mark, at)) return at;
    else if (text[at] === "\n" && mark.length === 1) return -1;
  }
  return -1;
}

function bodyValue(body: string, prefixLetters: string): string | null {
  const raw = prefixLetters.includes("r");
  if (prefixLetters.includes("f") && /[{}]/.test(body)) return null;
  if (raw) return body;
  const plain = body.replaceAll("\\\\", "");
  if (brokenEscape.test(plain)) return null;
  return body.replace(escapeSequence, decodeEscape);
}

function decodeEscape(sequence: string): string {
  const letter = sequence.slice(1, 2);
  if (sequence.length > 2 && "xuU".includes(letter)) return character(Number.parseInt(sequence.slice(2), 16));
  if (/[0-7]/.test(letter)) return character(Number.parseInt(sequence.slice(1), 8));
  return escapes[sequence.slice(1)] ?? sequence;
}

/** Python allows lone surrogates; beyond U+10FFFF it reports an error, here the replacement character stands. */
function character(code: number): string {
  return code > 0x10ffff ? "\ufffd" : String.fromCodePoint(code);
}
