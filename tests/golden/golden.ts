// Golden files: { source, upstream_commit, notes, cases: [{ name, input, expected }] } with expected outputs taken from
// OpenCompass's own code. An adapter per file runs a case's input through this project; `compare` judges the answer.
// Forms that JSON cannot carry are objects with one $-key; see `decode`.

import { isDeepStrictEqual } from "node:util";

export interface GoldenCase {
  name: string;
  family?: string;
  input: Record<string, unknown>;
  expected: unknown;
}

export interface GoldenFile {
  source: string;
  upstream_commit: string;
  cases: GoldenCase[];
  [header: string]: unknown;
}

/** Thrown by an adapter for a case whose config or part the project does not ship: counted apart, never a failure. */
export class NotShipped extends Error {}

export interface GoldenContext {
  /** Root of the real benchmark files, laid out like OpenCompass's data/. */
  dataDir: string;
  file: GoldenFile;
}

export interface GoldenAdapter {
  /** Name of the golden file without extension. */
  file: string;
  run(goldenCase: GoldenCase, context: GoldenContext): unknown | Promise<unknown>;
  /** Cases that cannot pass, by name, each with the reason. */
  excused?: Record<string, string>;
}

/** `$promptlist`, `$float` and `$map` (as entries) become plain values; used on inputs. */
export function decode(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decode);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value);
  const [key, inner] = entries.length === 1 ? (entries[0] as [string, unknown]) : [undefined, undefined];
  if (key === "$promptlist") return decode(inner);
  if (key === "$float") return pythonFloat(String(inner));
  if (key === "$map") return new Map((inner as [unknown, unknown][]).map(([k, v]) => [decode(k), decode(v)]));
  return Object.fromEntries(entries.map(([k, v]) => [k, decode(v)]));
}

export type Outcome = { returned: unknown } | { threw: unknown };

/** Null when the outcome is what the case expects, else the reason it is not. */
export function compare(outcome: Outcome, expected: unknown): string | null {
  if (isForm(expected, "$raises")) {
    return "threw" in outcome ? null : `expected an error (${expected.$raises}), got ${show(outcome.returned)}`;
  }
  if ("threw" in outcome)
    return `threw ${outcome.threw instanceof Error ? outcome.threw.stack : String(outcome.threw)}`;
  return matches(outcome.returned, expected) ? null : `expected ${show(expected)}\n     got ${show(outcome.returned)}`;
}

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

function isForm<Key extends string>(value: unknown, key: Key): value is Record<Key, unknown> {
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

function pythonFloat(text: string): number {
  if (text === "inf") return Number.POSITIVE_INFINITY;
  if (text === "-inf") return Number.NEGATIVE_INFINITY;
  return text === "nan" ? Number.NaN : Number(text);
}

function show(value: unknown): string {
  const text = JSON.stringify(value, (_, v) => (v instanceof Map ? { $map: [...v] } : v)) ?? String(value);
  return text.length > 1500 ? `${text.slice(0, 1500)}… (${text.length} characters)` : text;
}
