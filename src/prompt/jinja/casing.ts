// Python's str.title, capitalize and swapcase, and its tests of letters, by Unicode's properties.

import { isDigits, isWhiteSpace } from "../../core/unicode.ts";

const digraphs: Record<string, string> = { Ǆ: "ǅ", ǆ: "ǅ", Ǉ: "ǈ", ǉ: "ǈ", Ǌ: "ǋ", ǌ: "ǋ", Ǳ: "ǲ", ǳ: "ǲ" };
const ownTitlecase = /^[ǅǈǋǲŉ\u10d0-\u10fa\u10fd-\u10ff]$/;

export function capitalize(text: string): string {
  const [first = "", ...rest] = Array.from(text);
  return titlecase(first) + rest.join("").toLowerCase();
}

/** Capitals where letters begin, small letters behind letters. */
export function title(text: string): string {
  let isInside = false;
  return Array.from(text, (character) => {
    const titled = isInside ? character.toLowerCase() : titlecase(character);
    isInside = isCased(character);
    return titled;
  }).join("");
}

function titlecase(character: string): string {
  if (ownTitlecase.test(character)) return character === "ŉ" ? character.toUpperCase() : character;
  const upper = character.toUpperCase();
  if (Array.from(upper).length < 2) return digraphs[character] ?? upper;
  // Greek vowels keep their iota below.
  if (/[\u1f80-\u1fff]/.test(character)) return upper.replace(/Ι$/, "\u0345").normalize("NFC");
  return upper.slice(0, 1) + upper.slice(1).toLowerCase();
}

export function swapCase(text: string): string {
  return Array.from(text, (character) => {
    if (/^\p{Uppercase}$/u.test(character)) return character.toLowerCase();
    return /^\p{Lowercase}$/u.test(character) ? character.toUpperCase() : character;
  }).join("");
}

function isCased(character: string): boolean {
  return /^(?:\p{Uppercase}|\p{Lowercase}|\p{Lt})$/u.test(character);
}

const every = (pattern: RegExp) => (text: string) => pattern.test(text);
// Ideographs that Unicode gives a number.
const ideographicNumbers =
  "㐅㒃㠪㭍一七万三九二五亖亿什仟仨伍佰億兆兩八六十千卄卅卌叁参參叄四壱壹幺廾廿弌弍弎弐拾捌柒漆玖百肆萬貮貳贰阡陆陌陸零\uf96b\uf973\uf978\uf9b2\uf9d1\uf9d3\uf9fd𠀁𠁤𠃢𠄡𠤪𠦃𠦌𠦜𠫪𠫽𠬙𢎐𢦘𣬛𦉭\u{2f890}";

/** `text.isalpha()` and its kin; each is false for the empty text but where said otherwise. */
export const textTests: Readonly<Record<string, (text: string) => boolean>> = {
  isalnum: every(new RegExp(`^(?:\\p{L}|\\p{N}|[${ideographicNumbers}])+$`, "u")),
  isalpha: every(/^\p{L}+$/u),
  isascii: every(/^[\0-\x7f]*$/),
  isdecimal: every(/^\p{Nd}+$/u),
  isdigit: isDigits,
  isidentifier: every(/^[\p{XID_Start}_]\p{XID_Continue}*$/u),
  islower: (text) => /\p{Lowercase}/u.test(text) && !/\p{Uppercase}|\p{Lt}/u.test(text),
  isnumeric: every(new RegExp(`^(?:\\p{N}|[${ideographicNumbers}])+$`, "u")),
  isprintable: every(/^(?:[^\p{C}\p{Z}]| )*$/u),
  isspace: (text) => text !== "" && Array.from(text).every(isWhiteSpace),
  istitle: isTitle,
  isupper: (text) => /\p{Uppercase}/u.test(text) && !/\p{Lowercase}|\p{Lt}/u.test(text),
};

function isTitle(text: string): boolean {
  let isInside = false;
  let hasCased = false;
  for (const character of text) {
    const isSmall = /^\p{Lowercase}$/u.test(character);
    const isCapital = !isSmall && isCased(character);
    if (isSmall ? !isInside : isCapital && isInside) return false;
    isInside = isSmall || isCapital;
    hasCased ||= isInside;
  }
  return hasCased;
}
