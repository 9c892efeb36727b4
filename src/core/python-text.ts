// Values as Python's str() and repr() write them, and placeholder filling on top of it: prompts, references and
// comparisons of OpenCompass are made of these texts (language reference of Python 3; docs/exactness.md E1.4).
// JavaScript cannot tell 3 from 3.0: whole numbers print as integers. Whoever knows that a value was a float in the
// file formats it with `pyFloat` and stores the text.

import { OcLocalError } from "./errors.ts";
import type { JsonValue } from "./json.ts";

/** JSON values, and integers beyond 2^53 as binary readers return them. */
export type PythonValue = JsonValue | bigint;

/** `str(value)`: a string as it is, everything else as `repr`. */
export function pyStr(value: PythonValue): string {
  return typeof value === "string" ? value : pyRepr(value);
}

/** `repr(value)`: strings quoted, containers written out. */
export function pyRepr(value: PythonValue): string {
  if (value === null) return "None";
  if (typeof value === "string") return quote(value);
  if (typeof value === "number") return pyNumber(value);
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "bigint") return value.toString();
  if (Array.isArray(value)) return `[${value.map(pyRepr).join(", ")}]`;
  const entries = Object.entries(value).map(([key, inner]) => `${quote(key)}: ${pyRepr(inner)}`);
  return `{${entries.join(", ")}}`;
}

/** `repr` of a float: 3 becomes `3.0`, 1e-7 `1e-07`, 1e16 `1e+16`. */
export function pyFloat(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  const [mantissa, power] = Math.abs(value).toExponential().split("e") as [string, string];
  const exponent = Number(power);
  if (exponent < -4 || exponent >= 16) return `${sign}${mantissa}e${exponentText(exponent)}`;
  return sign + positional(mantissa.replace(".", ""), exponent);
}

/**
 * Fills `{column}` with `str(value)`: a chain of literal replacements in the order of the row's columns, so text that one
 * column brings in is seen by the columns after it. Unknown placeholders stay (docs/exactness.md E2.1, E2.2).
 * @throws OcLocalError TEMPLATE when columns that hold placeholders of one another would grow the text beyond all use.
 */
export function safeFormat(text: string, row: Readonly<Record<string, PythonValue>>): string {
  // Most of a prompt is examples, which are filled already.
  if (!text.includes("{")) return text;
  let filled = text;
  for (const column of Object.keys(row)) {
    const placeholder = `{${column}}`;
    const at = filled.indexOf(placeholder);
    if (at >= 0) filled = replaceBounded(filled, placeholder, { value: pyStr(row[column] as PythonValue), at });
  }
  return filled;
}

/** UTF-16 units; a quarter of the longest string that JavaScript can hold, far beyond any context. */
const longestText = 2 ** 27;

/** @param filling.at Where the placeholder stands first. */
function replaceBounded(text: string, placeholder: string, { value, at }: { value: string; at: number }): string {
  const behind = at + placeholder.length;
  const isOnly = text.indexOf(placeholder, behind) < 0;
  if (isOnly && text.length + value.length <= longestText) return text.slice(0, at) + value + text.slice(behind);
  const pieces = text.split(placeholder);
  const length = text.length + (pieces.length - 1) * (value.length - placeholder.length);
  if (length <= longestText) return pieces.join(value);
  throw new OcLocalError("TEMPLATE", `filling ${placeholder} would make a text of ${length} characters`, {
    hint: `${placeholder} stands ${pieces.length - 1} times in the text, brought in by the columns before it; look at this row`,
  });
}

// Beyond 2^53 a number cannot have come exactly from an integer; minus zero exists only as a float.
function pyNumber(value: number): string {
  return Number.isSafeInteger(value) && !Object.is(value, -0) ? String(value) : pyFloat(value);
}

function exponentText(exponent: number): string {
  return (exponent < 0 ? "-" : "+") + String(Math.abs(exponent)).padStart(2, "0");
}

/** Decimal notation of 0.d1d2d3... times 10^(exponent + 1), with at least one digit on either side of the point. */
function positional(digits: string, exponent: number): string {
  if (exponent < 0) return `0.${"0".repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  return `${whole}.${digits.slice(exponent + 1) || "0"}`;
}

const namedEscapes: Record<string, string> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };
// str.isprintable: everything but the categories Other and Separator, of which the blank is printable.
const escaped = /[\\\p{C}\p{Z}]/gu;

function quote(text: string): string {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  const body = text.replace(escaped, (character) => (character === " " ? " " : escapeCharacter(character)));
  return mark + (mark === "'" ? body.replaceAll("'", "\\'") : body) + mark;
}

function escapeCharacter(character: string): string {
  const code = character.codePointAt(0) as number;
  const hex = code.toString(16);
  if (namedEscapes[character] !== undefined) return namedEscapes[character];
  if (code <= 0xff) return `\\x${hex.padStart(2, "0")}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
}
