// Numbers as people and models write them: "$70,000", "9{,}500", "-0.5", "1/2", "4 1/2", "½", "1e6", "2 × 10^3", full-width
// digits, a minus of typography. What can be meant in two ways is no number: a comma that parts no thousands ("3,14", "1,2"),
// two points ("1.234.567"), two strokes ("1/2/2024").

import { digitValue } from "../../core/unicode.ts";

/** Digits with sign and point alone, or a fraction; undefined for a number that can be meant in two ways. */
export interface WrittenNumber {
  text: string | undefined;
}

/** The same text with digits, signs and separators as ASCII has them. */
export function plainNumbers(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/(?![0-9])\p{Nd}/gu, (digit) => String(digitValue(digit)))
    .replace(/[\u2212\ufe63\u2012\u2013]/g, "-")
    .replace(/(?<=\d) ?(?=[\u00bc-\u00be\u2150-\u215e]|\\[dt]?frac\{)/g, " ")
    .replace(/[\u00bc-\u00be\u2150-\u215e]/g, (fraction) => fraction.normalize("NFKC"))
    .replace(/\\[dt]?frac\{(\d+)\}\{(\d+)\}/g, "$1/$2")
    .replaceAll("\u2044", "/")
    .replace(/(?<=\d)\{,\}(?=\d)/g, ",")
    .replace(/(?<=\d)(?:\\[,!;]|[\u2009\u202f])(?=\d{3})/g, "");
}

/** @param plain As `plainNumbers` gives it. @returns Undefined where there is no number. */
export function firstNumber(plain: string): WrittenNumber | undefined {
  for (const match of plain.matchAll(written)) return toNumber(match);
  return undefined;
}

export function lastNumber(plain: string): WrittenNumber | undefined {
  let last: RegExpExecArray | undefined;
  for (const match of plain.matchAll(written)) last = match;
  return last && toNumber(last);
}

/** The value of a text that is a number and no more; undefined where it is none. */
export function numberValue(text: string): number | undefined {
  const plain = plainNumbers(text).trim();
  const [only, ...others] = plain.matchAll(written);
  const isWhole = only !== undefined && others.length === 0 && only[0].length >= plain.replace(/\s?%$/, "").length;
  const number = isWhole ? toNumber(only).text : undefined;
  return number === undefined ? undefined : quotient(number);
}

const sign = String.raw`(?<sign>(?<![\p{L}\p{N})\]}%])[-+](?=(?:\\?[$€£¥￥]\s?)?\.?\d))?(?:\\?[$€£¥￥]\s?)?`;
const mixed = String.raw`(?<whole>\d+) (?<part>\d+)\/(?<of>\d+)(?![\d/]|[.,]\d)`;
const plainNumber = String.raw`(?<digits>\d+(?:[.,]\d+)*|(?<![\d.])\.\d+)`;
const power = String.raw`(?:[eE](?<e>[-+]?\d{1,3})(?![\p{L}\d])|\s?(?:×|\\times|\\cdot|\*)\s?10\^\{?(?<power>[-+]?\d{1,3})\}?)?`;
const over = String.raw`(?: ?\/ ?(?<under>\d+(?:[.,/]\d+)*))?`;
const written = new RegExp(`${sign}(?:${mixed}|${plainNumber}${power}${over})`, "gu");

function toNumber({ groups = {} }: RegExpExecArray): WrittenNumber {
  return { text: textOf(groups) };
}

function textOf(groups: Record<string, string | undefined>): string | undefined {
  const { sign: found = "", whole, part, of, digits = "", e, power: tens, under } = groups;
  const minus = found === "-" ? "-" : "";
  if (whole !== undefined) {
    const fraction = Number(part) / Number(of);
    return fraction < 1 ? `${minus}${Number(whole) + fraction}` : undefined;
  }
  const number = withoutThousands(digits);
  if (number === undefined) return undefined;
  const exponent = e ?? tens;
  if (under === undefined) return exponent === undefined ? minus + number : powerText(`${minus}${number}e${exponent}`);
  const divisor = withoutThousands(under);
  return divisor === undefined || Number(divisor) === 0 || exponent !== undefined
    ? undefined
    : `${minus}${number}/${divisor}`;
}

/** Commas part groups of three digits, or two and a last one of three, as in India. */
function withoutThousands(digits: string): string | undefined {
  if (/^\d*(?:\.\d+)?$/.test(digits)) return digits;
  return /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$|^\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?$/.test(digits)
    ? digits.replaceAll(",", "")
    : undefined;
}

function powerText(text: string): string | undefined {
  const value = Number(text);
  return Number.isFinite(value) ? String(value) : undefined;
}

function quotient(text: string): number {
  const [over, under = "1"] = text.split("/");
  return Number(over) / Number(under);
}
