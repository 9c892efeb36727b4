// Golden files: { source, upstream_commit, notes, cases: [{ name, input, expected }] } with expected outputs taken from
// OpenCompass's own code. An adapter per file runs a case's input through this project; `compare` judges the answer.
// Forms that JSON cannot carry are objects with one $-key; see `decode`.

import type { JsonValue } from "../../src/core/json.ts";
import { pyFloat } from "../../src/core/python-text.ts";
import { describeDifference } from "./difference.ts";
import { isForm, matches, pythonFloat } from "./match.ts";

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
  /** Why a case cannot pass, judged by its input and what came of it, never by its name; asked only where it did not pass. */
  excuse?(goldenCase: GoldenCase, outcome: Outcome): string | undefined;
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

/**
 * A row whose values go into text: a float is the text Python has for it, as the readers of files give it
 * (src/data/json.ts), and inside a list or an object a number.
 */
export function decodeRow(row: unknown): Record<string, JsonValue> {
  const columns = Object.entries(row as object).map(([column, value]) => [column, decodeText(value)]);
  return Object.fromEntries(columns);
}

/** One such value. */
export function decodeText(value: unknown): JsonValue {
  return (isForm(value, "$float") ? pyFloat(pythonFloat(String(value.$float))) : decode(value)) as JsonValue;
}

/** Why a list or an object with such a number cannot be written as Python writes it. */
export const oneKindOfNumber =
  "JavaScript has one kind of number: a whole one inside a list or an object is written without .0";

/** Whether a whole float stands inside a list or an object. */
export function holdsWholeFloat(value: unknown): boolean {
  if (isForm(value, "$float") || value === null || typeof value !== "object") return false;
  return Object.values(value).some((inner) =>
    isForm(inner, "$float") ? Number.isSafeInteger(pythonFloat(String(inner.$float))) : holdsWholeFloat(inner),
  );
}

export type Outcome = { returned: unknown } | { threw: unknown };

/** Null when the outcome is what the case expects, else the reason it is not. */
export function compare(outcome: Outcome, expected: unknown): string | null {
  if (isForm(expected, "$raises")) {
    if ("threw" in outcome) return null;
    return `expected an error (${expected.$raises})\n     got ${JSON.stringify(outcome.returned)?.slice(0, 200)}`;
  }
  if ("returned" in outcome) {
    // The wording of an error is each program's own.
    if (isErrorResult(expected) && isErrorResult(outcome.returned)) return null;
    return matches(outcome.returned, expected) ? null : describeDifference(outcome.returned, expected);
  }
  // Some parts of OpenCompass hand an error back as their result; here it is thrown.
  if (isErrorResult(expected) && isOwnError(outcome.threw)) return null;
  return `threw ${outcome.threw instanceof Error ? shortStack(outcome.threw) : String(outcome.threw)}`;
}

function isErrorResult(expected: unknown): boolean {
  return isForm(expected, "error") && typeof expected.error === "string" && Object.keys(expected).length === 1;
}

/** The message and where it comes from: the rest is the runner. */
function shortStack({ stack = "" }: Error): string {
  return stack.split("\n").slice(0, 4).join("\n");
}

/** By name: configs of the package may bring in the built classes beside those of src. */
function isOwnError(thrown: unknown): boolean {
  return thrown instanceof Error && "code" in thrown && ["OcLocalError", "UsageError"].includes(thrown.name);
}
