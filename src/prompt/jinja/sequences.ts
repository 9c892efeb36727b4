// What Python's len(), iter(), bool(), slices and indices make of a value.

import { Dict, DictView } from "./dict.ts";
import { takeSteps } from "./limits.ts";
import { LoopContext } from "./loop-context.ts";
import {
  Callable,
  Iter,
  Markup,
  PyObject,
  PythonError,
  Range,
  Tuple,
  typeName,
  Undefined,
  UnsupportedError,
  type Value,
} from "./values.ts";

export function isTrue(value: Value): boolean {
  if (value === null || value instanceof Undefined) return false;
  if (Array.isArray(value)) return value.length > 0;
  if (value instanceof PyObject) return !hasLength(value) || length(value) > 0;
  return value !== "" && value !== 0n && value !== 0 && value !== false;
}

function hasLength(value: Value): boolean {
  return !(value instanceof Iter || value instanceof Callable) && lengthOrNull(value) !== null;
}

/** @throws PythonError TypeError */
export function length(value: Value): number {
  const found = lengthOrNull(value);
  if (found === null) throw new PythonError("TypeError", `object of type '${typeName(value)}' has no len()`);
  return found;
}

export function lengthOrNull(value: Value): number | null {
  if (typeof value === "string") return textLength(value);
  if (Array.isArray(value)) return value.length;
  if (value instanceof Tuple) return value.items.length;
  if (value instanceof Dict) return value.size;
  if (value instanceof DictView) return value.dict.size;
  if (value instanceof Range || value instanceof LoopContext) return value.length;
  if (value instanceof Markup) return textLength(value.text);
  return value instanceof Undefined ? 0 : null;
}

/** In characters, not UTF-16 units. */
export function textLength(text: string): number {
  let surrogatePairs = 0;
  for (const _ of text.matchAll(/[\ud800-\udbff][\udc00-\udfff]/g)) surrogatePairs++;
  return text.length - surrogatePairs;
}

/** @throws PythonError TypeError */
export function iterate(value: Value): Iterable<Value> {
  const items = iterateOrNull(value);
  if (items === null) throw new PythonError("TypeError", `'${typeName(value)}' object is not iterable`);
  return items;
}

export function iterateOrNull(value: Value): Iterable<Value> | null {
  if (typeof value === "string") {
    takeSteps(value.length);
    return Array.from(value);
  }
  if (Array.isArray(value)) return value;
  if (value instanceof Tuple) return value.items;
  if (value instanceof Dict) return value.keys();
  if (value instanceof DictView || value instanceof Range) return value.items();
  if (value instanceof Iter) return value;
  if (value instanceof Markup || value instanceof LoopContext)
    throw new UnsupportedError(`going through a ${typeName(value)}`);
  return value instanceof Undefined ? [] : null;
}

/** A whole number that Python takes as an index. */
export function asIndex(value: Value): number | null {
  if (typeof value === "boolean") return Number(value);
  return typeof value === "bigint" ? Number(value) : null;
}

/** `sequence[index]`; undefined where Python raises IndexError or TypeError. */
export function elementAt(sequence: Value, index: Value): Value | undefined {
  const at = asIndex(index);
  if (at === null) return undefined;
  if (typeof sequence === "string") return Array.from(sequence).at(at);
  if (Array.isArray(sequence)) return sequence.at(at);
  if (sequence instanceof Tuple) return sequence.items.at(at);
  if (!(sequence instanceof Range)) return undefined;
  const place = at < 0 ? at + sequence.length : at;
  return place >= 0 && place < sequence.length ? sequence.at(place) : undefined;
}

export interface Bounds {
  start: Value;
  stop: Value;
  step: Value;
}

/** `sequence[start:stop:step]`. @throws PythonError */
export function slice(sequence: Value, bounds: Bounds): Value {
  if (typeof sequence === "string") return pick(Array.from(sequence), bounds).join("");
  if (Array.isArray(sequence)) return pick(sequence, bounds);
  if (sequence instanceof Tuple) return new Tuple(pick(sequence.items, bounds));
  if (sequence instanceof Undefined) sequence.raise();
  if (sequence instanceof Range || sequence instanceof Markup)
    throw new UnsupportedError(`a slice of a ${typeName(sequence)}`);
  const message =
    sequence instanceof Dict ? "unhashable type: 'slice'" : `'${typeName(sequence)}' object is not subscriptable`;
  throw new PythonError("TypeError", message);
}

function pick<Item>(items: readonly Item[], { start, stop, step }: Bounds): Item[] {
  const by = bound(step) ?? 1;
  if (by === 0) throw new PythonError("ValueError", "slice step cannot be zero");
  const place = (given: Value, fallback: number) => {
    const at = bound(given);
    if (at === null) return fallback;
    const lowest = by < 0 ? -1 : 0;
    return Math.min(Math.max(at < 0 ? at + items.length : at, lowest), by < 0 ? items.length - 1 : items.length);
  };
  const first = place(start, by < 0 ? items.length - 1 : 0);
  const end = place(stop, by < 0 ? -1 : items.length);
  const picked: Item[] = [];
  for (let at = first; by < 0 ? at > end : at < end; at += by) picked.push(items[at] as Item);
  return picked;
}

function bound(value: Value): number | null {
  if (value === null) return null;
  const at = asIndex(value);
  if (at !== null) return at;
  throw new PythonError("TypeError", "slice indices must be integers or None or have an __index__ method");
}
