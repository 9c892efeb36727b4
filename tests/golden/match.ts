// Equality of a result and what a golden file expects, with the forms that JSON cannot carry.

import { isDeepStrictEqual } from "node:util";

/** Deep equality with the $-forms on the expected side; numbers within 1e-9 relative, NaN equal to NaN. */
export function matches(actual: unknown, expected: unknown): boolean {
  if (isForm(expected, "$unordered")) return sameMultiset(actual, expected.$unordered as unknown[]);
  if (isForm(expected, "$float")) return matches(actual, pythonFloat(String(expected.$float)));
  if (isForm(expected, "$promptlist")) return matches(actual, expected.$promptlist);
  if (isForm(expected, "$map")) {
    const entries = actual instanceof Map ? [...actual] : Object.entries(actual as object);
    return matches(
      entries.map(([k, v]) => [String(k), v]),
      (expected.$map as [unknown, unknown][]).map(([k, v]) => [String(k), v]),
    );
  }
  if (typeof expected === "number" && typeof actual === "number") return sameNumber(actual, expected);
  if (Array.isArray(expected)) {
    return (
      Array.isArray(actual) && actual.length === expected.length && expected.every((e, i) => matches(actual[i], e))
    );
  }
  if (expected !== null && typeof expected === "object") {
    if (actual === null || typeof actual !== "object" || Array.isArray(actual)) return false;
    const keys = Object.keys(expected);
    const defined = Object.entries(actual).filter(([, v]) => v !== undefined);
    return (
      defined.length === keys.length &&
      keys.every((k) => matches((actual as Record<string, unknown>)[k], (expected as Record<string, unknown>)[k]))
    );
  }
  return isDeepStrictEqual(actual, expected);
}

export function isForm<Key extends string>(value: unknown, key: Key): value is Record<Key, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value) && key in value;
}

function sameNumber(a: number, b: number): boolean {
  return Object.is(a, b) || a === b || Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
}

function sameMultiset(actual: unknown, expected: unknown[]): boolean {
  if (!Array.isArray(actual) || actual.length !== expected.length) return false;
  const left = [...actual];
  return expected.every((e) => {
    const at = left.findIndex((a) => matches(a, e));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

export function pythonFloat(text: string): number {
  if (text === "inf") return Number.POSITIVE_INFINITY;
  if (text === "-inf") return Number.NEGATIVE_INFINITY;
  return text === "nan" ? Number.NaN : Number(text);
}
