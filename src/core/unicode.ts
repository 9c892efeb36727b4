// Python's view of characters: what is white space, upper case or a digit, and the string methods built on it. Everything
// goes by code points (Python 3 `str` methods; Unicode versions differ between Python and Node by a few new letters).
// docs/exactness.md E1.1, E1.2, E1.3.

/** Body of a regular expression class with the characters of `str.isspace` (U+FEFF is none, U+001C to U+001F are). */
export const whiteSpaceClass = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";

const whiteSpace = new RegExp(`^[${whiteSpaceClass}]$`);
const whiteSpaceRuns = new RegExp(`[${whiteSpaceClass}]+`);
const uppercase = /^\p{Uppercase}$/u;
const decimalDigit = /^\p{Nd}$/u;
// Numeric_Type=Digit, which has no property escape: superscripts, circled digits and the like.
const digits =
  /^[\p{Nd}²³¹፩-፱᧚⁰⁴-⁹₀-₉①-⑨⑴-⑼⒈-⒐⓪⓵-⓽⓿❶-❾➀-➈➊-➒\u{10a40}-\u{10a43}\u{10e60}-\u{10e68}\u{11052}-\u{1105a}\u{1f100}-\u{1f10a}]+$/u;

/** `str.isupper` of one character: titlecase letters and letters without case are not. */
export function isUpper(character: string): boolean {
  return uppercase.test(character);
}

/** `str.isdigit`. */
export function isDigits(text: string): boolean {
  return digits.test(text);
}

/** `str.strip()`. Walks from both ends: a pattern anchored at the end is quadratic on long runs. */
export function strip(text: string): string {
  return rstrip(lstrip(text));
}

/** `str.lstrip()`, or with a character, which must be one UTF-16 unit. */
export function lstrip(text: string, character?: string): string {
  let start = 0;
  while (start < text.length && isStripped(text[start] as string, character)) start++;
  return text.slice(start);
}

/** `str.rstrip()`, or with a character, which must be one UTF-16 unit. */
export function rstrip(text: string, character?: string): string {
  let end = text.length;
  while (end > 0 && isStripped(text[end - 1] as string, character)) end--;
  return text.slice(0, end);
}

export function isWhiteSpace(character: string): boolean {
  const code = character.charCodeAt(0);
  // ASCII by its codes: long texts are walked character by character.
  if (code < 0x80) return character.length === 1 && (code === 0x20 || (code >= 9 && code <= 13) || isSeparator(code));
  return whiteSpace.test(character);
}

function isSeparator(code: number): boolean {
  return code >= 0x1c && code <= 0x1f;
}

/** `str.split()`: the words between runs of white space. */
export function splitWords(text: string): string[] {
  const stripped = strip(text);
  return stripped === "" ? [] : stripped.split(whiteSpaceRuns);
}

/** `str.casefold`: full case folding, which is lower case of upper case but for the few below. */
export function caseFold(text: string): string {
  return Array.from(text, foldCharacter).join("");
}

function foldCharacter(character: string): string {
  if (character === "ı") return character;
  if (character === "ẞ") return "ss";
  // Cherokee got its small letters late and folds to capitals.
  if (cherokee.test(character)) return character.toUpperCase();
  return character.toUpperCase().toLowerCase();
}

const cherokee = /^\p{Script=Cherokee}$/u;

/** Value of a decimal digit of any script. Scripts encode 0 to 9 in a row, so the place in the row is the value. */
export function digitValue(character: string): number {
  const code = character.codePointAt(0) as number;
  let first = code;
  while (decimalDigit.test(String.fromCodePoint(first - 1))) first--;
  return (code - first) % 10;
}

function isStripped(character: string, wanted: string | undefined): boolean {
  return wanted === undefined ? isWhiteSpace(character) : character === wanted;
}
