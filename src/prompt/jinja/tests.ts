// Jinja2's tests: what stands behind `is`.

import { bind } from "./arguments.ts";
import { textTests } from "./casing.ts";
import { contains, equals, isNumeric, order } from "./compare.ts";
import { Dict, DictView } from "./dict.ts";
import { filters, unsupportedFilters } from "./filters.ts";
import { LoopContext } from "./loop-context.ts";
import { calculate } from "./operators.ts";
import { iterateOrNull, lengthOrNull } from "./sequences.ts";
import { str } from "./text.ts";
import { type Call, Callable, Iter, Markup, Undefined, UnsupportedError, type Value } from "./values.ts";

type Test = (value: Value, call: Call) => boolean;

const plain =
  (test: (value: Value) => boolean): Test =>
  (value, call) => {
    bind(call, "test", []);
    return test(value);
  };
const binary =
  (test: (value: Value, other: Value) => boolean): Test =>
  (value, call) =>
    test(value, bind(call, "test", ["other"])[0] as Value);

const isEqual = binary(equals);
const isUnequal = binary((a, b) => !equals(a, b));
const isGreater = binary((a, b) => order(a, b, ">") > 0);
const isAtLeast = binary((a, b) => order(a, b, ">=") >= 0);
const isSmaller = binary((a, b) => order(a, b, "<") < 0);
const isAtMost = binary((a, b) => order(a, b, "<=") <= 0);

export const tests: ReadonlyMap<string, Test> = new Map<string, Test>([
  ["boolean", plain((value) => typeof value === "boolean")],
  [
    "callable",
    plain((value) => value instanceof Callable || value instanceof LoopContext || value instanceof Undefined),
  ],
  ["defined", plain((value) => !(value instanceof Undefined))],
  ["divisibleby", binary((value, by) => equals(calculate("%", value, by), 0n))],
  ["escaped", plain((value) => value instanceof Markup)],
  ["even", plain((value) => equals(calculate("%", value, 2n), 0n))],
  ["false", plain((value) => value === false)],
  ["filter", plain((value) => typeof value === "string" && (filters.has(value) || unsupportedFilters.has(value)))],
  ["float", plain((value) => typeof value === "number")],
  ["in", binary((value, container) => contains(container, value))],
  ["integer", plain((value) => typeof value === "bigint")],
  ["iterable", plain(isIterable)],
  ["lower", plain((value) => (textTests.islower as (text: string) => boolean)(str(value)))],
  ["mapping", plain((value) => value instanceof Dict)],
  ["none", plain((value) => value === null)],
  ["number", plain(isNumeric)],
  ["odd", plain((value) => equals(calculate("%", value, 2n), 1n))],
  ["sameas", binary(isSameObject)],
  ["sequence", plain(isSequence)],
  ["string", plain((value) => typeof value === "string" || value instanceof Markup)],
  ["test", plain((value) => typeof value === "string" && tests.has(value))],
  ["true", plain((value) => value === true)],
  ["undefined", plain((value) => value instanceof Undefined)],
  ["upper", plain((value) => (textTests.isupper as (text: string) => boolean)(str(value)))],
  ...["==", "eq", "equalto"].map((name): [string, Test] => [name, isEqual]),
  ...["!=", "ne"].map((name): [string, Test] => [name, isUnequal]),
  ...[">", "gt", "greaterthan"].map((name): [string, Test] => [name, isGreater]),
  ...[">=", "ge"].map((name): [string, Test] => [name, isAtLeast]),
  ...["<", "lt", "lessthan"].map((name): [string, Test] => [name, isSmaller]),
  ...["<=", "le"].map((name): [string, Test] => [name, isAtMost]),
]);

function isIterable(value: Value): boolean {
  return value instanceof Markup || value instanceof LoopContext || iterateOrNull(value) !== null;
}

/** Has a length and elements by index. */
function isSequence(value: Value): boolean {
  return (
    lengthOrNull(value) !== null &&
    !(value instanceof DictView || value instanceof Iter || value instanceof LoopContext)
  );
}

function isSameObject(value: Value, other: Value): boolean {
  const isSingle = (item: Value) =>
    item === null || typeof item === "boolean" || (typeof item === "object" && !(item instanceof Undefined));
  if (isSingle(value) || isSingle(other)) return value === other;
  if (typeof value !== typeof other) return false;
  throw new UnsupportedError("'is sameas' of texts or numbers (Python compares their places in memory)");
}
