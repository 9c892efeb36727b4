// Where a result leaves what was expected: the path to the first difference, and both sides around it.

import { matches } from "./match.ts";

/** Characters shown on either side of the first differing one. */
const before = 40;
const after = 120;

/** Lines for people: `at .rows[0].prompt, character 17`, then `expected …` and `got …`. */
export function describeDifference(actual: unknown, expected: unknown): string {
  const { path, actual: got, expected: wanted } = firstDifference(actual, expected, "");
  const [left, right] = [show(wanted), show(got)];
  const at = commonLength(left, right);
  const place = [path && `at ${path}`, at > before && `character ${at}`].filter(Boolean).join(", ");
  return `${place}${place && "\n"}expected ${excerpt(left, at)}\n     got ${excerpt(right, at)}`;
}

interface Difference {
  path: string;
  actual: unknown;
  expected: unknown;
}

function firstDifference(actual: unknown, expected: unknown, path: string): Difference {
  const here = { path, actual, expected };
  if (Array.isArray(actual) && Array.isArray(expected)) {
    const at = expected.findIndex((wanted, i) => i >= actual.length || !matches(actual[i], wanted));
    return at < 0 || at >= actual.length ? here : firstDifference(actual[at], expected[at], `${path}[${at}]`);
  }
  if (!isRecord(actual) || !isRecord(expected)) return here;
  const key = Object.keys(expected).find((name) => !matches(actual[name], expected[name]));
  // A form such as $unordered stands for the whole value; a missing or surplus key is best seen in the whole object.
  if (key === undefined || key.startsWith("$") || actual[key] === undefined) return here;
  return firstDifference(actual[key], expected[key], `${path}.${key}`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value) && !(value instanceof Map);
}

function commonLength(left: string, right: string): number {
  let at = 0;
  while (at < left.length && left[at] === right[at]) at++;
  return at;
}

function excerpt(text: string, at: number): string {
  const start = at > before ? at - before : 0;
  const end = Math.min(text.length, at + after);
  return `${start > 0 ? "…" : ""}${text.slice(start, end)}${end < text.length ? "…" : ""}`;
}

function show(value: unknown): string {
  return JSON.stringify(value, (_, v) => (v instanceof Map ? { $map: [...v] } : v)) ?? String(value);
}
