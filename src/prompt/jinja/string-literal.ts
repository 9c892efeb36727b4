// The escapes of a string literal, as Jinja2 reads them through Python's codec "unicode-escape".

import { UnsupportedError } from "./values.ts";

const simple: Record<string, string> = {
  "\\": "\\",
  "'": "'",
  '"': '"',
  "\n": "",
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};
const escapes = /\\(?:([0-7]{1,3})|x([\da-fA-F]{0,2})|u([\da-fA-F]{0,4})|U([\da-fA-F]{0,8})|([\s\S]))/g;

/** @throws RangeError for an escape that is cut off or beyond Unicode. */
export function unescapeString(text: string): string {
  // Jinja2 writes what is not ASCII as escapes first: behind a backslash these stay as text.
  const ascii = text.replaceAll(/\\[\s\S]|[^\0-\x7f]/gu, (piece) =>
    piece.length > 1 && piece.startsWith("\\") ? `\\${asciiEscape(piece.slice(1))}` : piece,
  );
  return ascii.replaceAll(escapes, (whole, octal?: string, x?: string, u?: string, long?: string, other?: string) => {
    if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, 8));
    if (x !== undefined) return fromHex(x, 2, "\\xXX");
    if (u !== undefined) return fromHex(u, 4, "\\uXXXX");
    if (long !== undefined) return fromHex(long, 8, "\\UXXXXXXXX");
    if (other === "N") throw new UnsupportedError("the escape \\N{name}");
    return simple[other as string] ?? whole;
  });
}

function asciiEscape(character: string): string {
  const code = character.codePointAt(0) as number;
  if (code < 0x80) return character;
  const hex = code.toString(16);
  if (code <= 0xff) return `\\x${hex.padStart(2, "0")}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
}

function fromHex(digits: string, length: number, form: string): string {
  if (digits.length < length) throw new RangeError(`truncated ${form} escape`);
  const code = Number.parseInt(digits, 16);
  if (code > 0x10ffff) throw new RangeError("illegal Unicode character");
  return code >= 0xd800 && code <= 0xdfff ? String.fromCharCode(code) : String.fromCodePoint(code);
}
