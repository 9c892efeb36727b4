// str(), repr() and json.dumps() of a template's values, as Python writes them.

import { pyFloat, pyRepr } from "../../core/python-text.ts";
import { Dict, DictView } from "./dict.ts";
import { goThrough, joined, repeated, takeSteps } from "./limits.ts";
import {
  Callable,
  Markup,
  Namespace,
  PythonError,
  Range,
  Tuple,
  typeName,
  Undefined,
  UnsupportedError,
  type Value,
} from "./values.ts";

/** `str(value)`, which is also what an expression writes. */
export function str(value: Value): string {
  if (typeof value === "string") return value;
  if (value instanceof Markup) return value.text;
  return value instanceof Undefined ? "" : repr(value);
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "'": "&#39;", '"': "&#34;" };

/** Text that is marked as safe stays as it is. */
export function escapeHtml(value: Value): string {
  if (value instanceof Markup) return value.text;
  return str(value).replaceAll(/[&<>'"]/g, (character) => entities[character] as string);
}

export function repr(value: Value): string {
  takeSteps(1);
  if (typeof value === "string") goThrough(value);
  if (typeof value === "number") return pyFloat(value);
  if (value === null || typeof value !== "object") return pyRepr(value);
  if (Array.isArray(value)) return `[${joined(value.map(repr), ", ")}]`;
  if (value instanceof Tuple) return `(${joined(value.items.map(repr), ", ")}${value.items.length === 1 ? "," : ""})`;
  if (value instanceof Dict) return dictText(value.entries());
  if (value instanceof DictView) return `${value.typeName}([${joined(value.items().map(repr), ", ")}])`;
  if (value instanceof Range) return rangeText(value);
  if (value instanceof Undefined) return "Undefined";
  if (value instanceof Namespace) return `<Namespace ${dictText(value.attributes)}>`;
  if (value instanceof Markup) return `Markup(${pyRepr(value.text)})`;
  if (value instanceof Callable && value.typeName === "Macro")
    return `<Macro ${repr(value.attributes.get("name") ?? null)}>`;
  throw new UnsupportedError(`writing out a ${typeName(value)} (Python shows its place in memory)`);
}

function dictText(entries: Iterable<readonly [Value, Value]>): string {
  return `{${joined(
    Array.from(entries, ([key, value]) => `${repr(key)}: ${repr(value)}`),
    ", ",
  )}}`;
}

function rangeText({ start, step, length }: Range): string {
  // The stop as given is not kept: the next value that would follow is another text for some ranges.
  if (step !== 1n) throw new UnsupportedError("writing out a range with a step");
  return `range(${start}, ${start + BigInt(length)})`;
}

export interface JsonStyle {
  ensureAscii: boolean;
  /** Null: on one line. */
  indent: string | null;
  separators: readonly [string, string];
  sortKeys: boolean;
}

/** `json.dumps`. @throws PythonError for what JSON cannot hold. */
export function dumpJson(value: Value, style: JsonStyle, depth = 0): string {
  takeSteps(1);
  if (value === null) return "null";
  if (typeof value === "string") return jsonString(value, style.ensureAscii);
  if (typeof value === "boolean" || typeof value === "bigint") return String(value);
  if (typeof value === "number") return jsonFloat(value);
  if (Array.isArray(value) || value instanceof Tuple) {
    const items = Array.isArray(value) ? value : value.items;
    return block(
      "[]",
      items.map((item) => dumpJson(item, style, depth + 1)),
      style,
      depth,
    );
  }
  if (value instanceof Dict) {
    const members = jsonEntries(value, style).map(
      ([key, inner]) => jsonString(key, style.ensureAscii) + style.separators[1] + dumpJson(inner, style, depth + 1),
    );
    return block("{}", members, style, depth);
  }
  if (value instanceof Markup) return jsonString(value.text, style.ensureAscii);
  throw new PythonError("TypeError", `Object of type ${typeName(value)} is not JSON serializable`);
}

function block(brackets: string, members: readonly string[], { indent, separators }: JsonStyle, depth: number): string {
  if (members.length === 0) return brackets;
  if (indent === null) return brackets[0] + joined(members, separators[0]) + brackets[1];
  const line = `\n${repeated(indent, depth + 1)}`;
  return `${brackets[0]}${line}${joined(members, separators[0] + line)}\n${repeated(indent, depth)}${brackets[1]}`;
}

function jsonEntries(dict: Dict, { sortKeys }: JsonStyle): [string, Value][] {
  const entries = [...dict.entries()];
  if (sortKeys) {
    if (entries.some(([key]) => typeof key !== "string"))
      throw new UnsupportedError("sort_keys with keys that are no text");
    entries.sort(([a], [b]) => compareText(a as string, b as string));
  }
  return entries.map(([key, value]) => [jsonKey(key), value]);
}

function jsonKey(key: Value): string {
  if (typeof key === "string") return key;
  if (key === null || typeof key === "boolean" || typeof key === "bigint") return String(key);
  if (typeof key === "number") return jsonFloat(key);
  throw new PythonError("TypeError", `keys must be str, int, float, bool or None, not ${typeName(key)}`);
}

function jsonFloat(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "Infinity" : "-Infinity";
  return pyFloat(value);
}

const shortEscapes: Record<string, string> = {
  '"': '\\"',
  "\\": "\\\\",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

function jsonString(text: string, ensureAscii: boolean): string {
  goThrough(text);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is escaped
  const escaped = ensureAscii ? /["\\]|[^ -~]/g : /["\\\x00-\x1f]/g;
  const unit = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return `"${text.replace(escaped, (character) => shortEscapes[character] ?? unit(character))}"`;
}

/** By code points, as Python orders strings; JavaScript goes by UTF-16 units. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  takeSteps(1 + length / 8);
  for (let at = 0; at < length; at++) {
    if (a[at] !== b[at])
      return (a.codePointAt(surrogateStart(a, at)) ?? 0) - (b.codePointAt(surrogateStart(b, at)) ?? 0);
  }
  return a.length - b.length;
}

function surrogateStart(text: string, at: number): number {
  return /[\udc00-\udfff]/.test(text[at] as string) && /[\ud800-\udbff]/.test(text[at - 1] ?? "") ? at - 1 : at;
}
