// Jinja2's filters by name, with transformers' own `tojson`. Those that lay out text for HTML are refused.

import { parsePythonFloat, parsePythonInt } from "../../core/python-number.ts";
import { asInteger, bind } from "./arguments.ts";
import { isNumeric, plainNumber } from "./compare.ts";
import { roundFloat } from "./decimal.ts";
import { repeated, requireInteger } from "./limits.ts";
import { sequenceFilters } from "./sequence-filters.ts";
import { isTrue, length } from "./sequences.ts";
import { dumpJson, escapeHtml, str } from "./text.ts";
import { textFilters } from "./text-filters.ts";
import { type Call, Markup, PythonError, Tuple, typeName, Undefined, UnsupportedError, type Value } from "./values.ts";

/** What filters ask of the renderer: filters and tests by name, as `map` and `select` take them. */
export interface FilterContext {
  filter(name: Value, value: Value, call: Call): Value;
  test(name: Value, value: Value, call: Call): boolean;
}

export type Filter = (value: Value, call: Call, context: FilterContext) => Value;

const unsupported = [
  "filesizeformat",
  "forceescape",
  "pprint",
  "random",
  "striptags",
  "urlencode",
  "urlize",
  "wordwrap",
  "xmlattr",
];

export const unsupportedFilters: ReadonlySet<string> = new Set(unsupported);

export const filters: ReadonlyMap<string, Filter> = new Map<string, Filter>([
  ...Object.entries(textFilters),
  ...Object.entries(sequenceFilters),
  ["abs", absolute],
  ["default", fallBack],
  ["d", fallBack],
  ["int", toInteger],
  ["float", toFloat],
  ["round", round],
  ["length", (value, call) => count(value, call, "length")],
  ["count", (value, call) => count(value, call, "count")],
  ["string", (value) => (value instanceof Markup ? value : str(value))],
  ["e", (value) => new Markup(escapeHtml(value))],
  ["escape", (value) => new Markup(escapeHtml(value))],
  ["safe", (value) => new Markup(str(value))],
  ["tojson", toJson],
]);

function count(value: Value, call: Call, name: string): Value {
  bind(call, name, []);
  return BigInt(length(value));
}

function absolute(value: Value): Value {
  if (value instanceof Undefined) throw new PythonError("TypeError", "bad operand type for abs(): 'Undefined'");
  if (!isNumeric(value)) throw new PythonError("TypeError", `bad operand type for abs(): '${typeName(value)}'`);
  const number = plainNumber(value);
  return typeof number === "bigint" ? (number < 0n ? -number : number) : Math.abs(number);
}

function fallBack(value: Value, call: Call): Value {
  const [fallback = "", boolean = false] = bind(call, "default", ["default_value?", "boolean?"]);
  return value instanceof Undefined || (isTrue(boolean) && !isTrue(value)) ? fallback : value;
}

function toInteger(value: Value, call: Call): Value {
  const [fallback = 0n, base = 10n] = bind(call, "int", ["default?", "base?"]);
  const radix = asInteger(base);
  if (value instanceof Undefined) value.raise();
  const text = value instanceof Markup ? value.text : value;
  const integer = typeof text === "string" ? parseInteger(text, radix) : wholeNumber(text);
  if (integer !== null) return integer;
  return wholeNumber(typeof text === "string" ? parsePythonFloat(text) : null) ?? fallback;
}

function wholeNumber(value: Value): bigint | null {
  if (!isNumeric(value)) return null;
  const number = plainNumber(value);
  if (typeof number === "bigint") return number;
  return Number.isFinite(number) ? BigInt(Math.trunc(number)) : null;
}

function parseInteger(text: string, radix: number): bigint | null {
  if (radix === 10) return parsePythonInt(text);
  const prefixes: Record<number, string> = { 2: "b", 8: "o", 16: "x" };
  const match = new RegExp(
    `^\\s*([+-]?)(?:0${prefixes[radix] ?? "(?!)"}_?)?([0-9a-z]+(?:_[0-9a-z]+)*)\\s*$`,
    "iu",
  ).exec(text);
  const digits = (match?.[2] ?? "").replaceAll("_", "").toLowerCase();
  if (match === null || Array.from(digits).some((digit) => !(Number.parseInt(digit, 36) < radix))) return null;
  const magnitude = Array.from(digits).reduce(
    (sum, digit) => requireInteger(sum * BigInt(radix) + BigInt(Number.parseInt(digit, 36))),
    0n,
  );
  return match[1] === "-" ? -magnitude : magnitude;
}

function toFloat(value: Value, call: Call): Value {
  const [fallback = 0] = bind(call, "float", ["default?"]);
  if (value instanceof Undefined) value.raise();
  const text = value instanceof Markup ? value.text : value;
  if (typeof text === "string") return parsePythonFloat(text) ?? fallback;
  return isNumeric(text) ? Number(text) : fallback;
}

function round(value: Value, call: Call): Value {
  const [precision = 0n, method = "common"] = bind(call, "round", ["precision?", "method?"]);
  if (method !== "common" && method !== "ceil" && method !== "floor")
    throw new PythonError("FilterArgumentError", "method must be common, ceil or floor");
  if (value instanceof Undefined) throw new PythonError("TypeError", "type Undefined doesn't define __round__ method");
  if (!isNumeric(value)) throw new PythonError("TypeError", `type ${typeName(value)} doesn't define __round__ method`);
  const number = plainNumber(value);
  const decimals = asInteger(precision);
  if (method !== "common") return Math[method](Number(number) * 10 ** decimals) / 10 ** decimals;
  if (typeof number === "number") return roundFloat(number, decimals);
  if (decimals < 0) throw new UnsupportedError("rounding an integer to tens");
  return number;
}

function toJson(value: Value, call: Call): Value {
  const [ensureAscii = false, indent = null, separators = null, sortKeys = false] = bind(call, "tojson", [
    "ensure_ascii?",
    "indent?",
    "separators?",
    "sort_keys?",
  ]);
  return dumpJson(value, {
    ensureAscii: isTrue(ensureAscii),
    indent: indent === null || typeof indent === "string" ? indent : repeated(" ", asInteger(indent)),
    separators: separators === null ? (indent === null ? [", ", ": "] : [",", ": "]) : pairOf(separators),
    sortKeys: isTrue(sortKeys),
  });
}

function pairOf(separators: Value): readonly [string, string] {
  const items = separators instanceof Tuple ? separators.items : Array.isArray(separators) ? separators : [];
  if (items.length === 2 && items.every((item) => typeof item === "string"))
    return items as unknown as [string, string];
  throw new PythonError("TypeError", "separators must be two texts");
}
