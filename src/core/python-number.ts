// int(text) and float(text) as Python reads numbers: surrounding white space, underscores between digits, decimal
// digits of any script (Python language reference, "Numeric literals" and the constructors' own grammar).
// docs/exactness.md E1.7.

import { digitValue, strip } from "./unicode.ts";

const integer = /^[+-]?\d+(?:_\d+)*$/;
const float = /^[+-]?(?:\d+(?:_\d+)*\.?(?:\d+(?:_\d+)*)?|\.\d+(?:_\d+)*)(?:[eE][+-]?\d+(?:_\d+)*)?$/;
const special = /^([+-]?)(?:(inf(?:inity)?)|nan)$/i;
// Python refuses to convert longer texts to an integer.
const maxIntegerDigits = 4300;

/** Null where `int(text)` raises ValueError. */
export function parsePythonInt(text: string): bigint | null {
  const plain = asciiDigits(strip(text));
  if (!integer.test(plain)) return null;
  const magnitude = plain.replace(/^[+-]/, "").replaceAll("_", "");
  if (magnitude.length > maxIntegerDigits) return null;
  return plain.startsWith("-") ? -BigInt(magnitude) : BigInt(magnitude);
}

/** Null where `float(text)` raises ValueError. */
export function parsePythonFloat(text: string): number | null {
  const plain = asciiDigits(strip(text));
  if (float.test(plain)) return Number(plain.replaceAll("_", ""));
  const match = special.exec(plain);
  if (match === null) return null;
  if (match[2] === undefined) return Number.NaN;
  return match[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

function asciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => (digit.length === 1 && digit <= "9" ? digit : String(digitValue(digit))));
}
