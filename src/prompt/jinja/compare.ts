// Python's ==, <, in and their kin.

import { Dict, DictView } from "./dict.ts";
import { takeSteps } from "./limits.ts";
import { iterateOrNull } from "./sequences.ts";
import { compareText, str } from "./text.ts";
import { Markup, PythonError, Range, Tuple, typeName, Undefined, UnsupportedError, type Value } from "./values.ts";

export function equals(a: Value, b: Value): boolean {
  takeSteps(typeof a === "string" ? 1 + a.length / 64 : 1);
  if (isNumeric(a) && isNumeric(b)) return orderNumbers(plainNumber(a), plainNumber(b)) === 0;
  if (a instanceof Undefined || b instanceof Undefined) return a instanceof Undefined && b instanceof Undefined;
  if (a instanceof Markup || b instanceof Markup) return isText(a) && isText(b) && str(a) === str(b);
  if (Array.isArray(a) && Array.isArray(b)) return sameItems(a, b);
  if (a instanceof Tuple && b instanceof Tuple) return sameItems(a.items, b.items);
  if (a instanceof Range && b instanceof Range) return sameItems(a.items(), b.items());
  if (a instanceof Dict && b instanceof Dict) return sameEntries(a, b);
  if (a instanceof DictView && b instanceof DictView) throw new UnsupportedError("comparing views of dicts");
  return a === b;
}

function isText(value: Value): boolean {
  return typeof value === "string" || value instanceof Markup;
}

export function isNumeric(value: Value): value is bigint | number | boolean {
  return typeof value === "bigint" || typeof value === "number" || typeof value === "boolean";
}

/** A truth value is the integer 0 or 1. */
export function plainNumber(value: bigint | number | boolean): bigint | number {
  return typeof value === "boolean" ? BigInt(value) : value;
}

function sameItems(a: readonly Value[], b: readonly Value[]): boolean {
  return a.length === b.length && a.every((item, at) => isSame(item, b[at] as Value));
}

/** In containers the same object counts as equal, NaN too. */
function isSame(a: Value, b: Value): boolean {
  return Object.is(a, b) || equals(a, b);
}

function sameEntries(a: Dict, b: Dict): boolean {
  if (a.size !== b.size) return false;
  return Array.from(a.entries()).every(([key, value]) => {
    const other = b.get(key);
    return other !== undefined && isSame(value, other);
  });
}

/** `a < b`. @throws PythonError TypeError for what has no order. */
export function isLess(a: Value, b: Value, operator = "<"): boolean {
  return order(a, b, operator) < 0;
}

/** Below zero, zero or above; NaN where no order holds. */
export function order(a: Value, b: Value, operator = "<"): number {
  if (isNumeric(a) && isNumeric(b)) return orderNumbers(plainNumber(a), plainNumber(b));
  if (isText(a) && isText(b)) return compareText(str(a), str(b));
  if (Array.isArray(a) && Array.isArray(b)) return orderItems(a, b, operator);
  if (a instanceof Tuple && b instanceof Tuple) return orderItems(a.items, b.items, operator);
  for (const value of [a, b]) if (value instanceof Undefined) value.raise();
  const types = `'${typeName(a)}' and '${typeName(b)}'`;
  throw new PythonError("TypeError", `'${operator}' not supported between instances of ${types}`);
}

function orderNumbers(a: bigint | number, b: bigint | number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  return a >= b ? 0 : Number.NaN;
}

function orderItems(a: readonly Value[], b: readonly Value[], operator: string): number {
  const at = a.findIndex((item, index) => index >= b.length || !isSame(item, b[index] as Value));
  if (at === -1 || at >= b.length) return a.length - b.length;
  return order(a[at] as Value, b[at] as Value, operator);
}

/** `item in container`. @throws PythonError TypeError */
export function contains(container: Value, item: Value): boolean {
  if (isText(container)) {
    if (isText(item)) return str(container).includes(str(item));
    throw new PythonError("TypeError", `'in <string>' requires string as left operand, not ${typeName(item)}`);
  }
  if (container instanceof Dict) return container.has(item);
  if (container instanceof DictView && container.typeName === "dict_keys") return container.dict.has(item);
  const items = iterateOrNull(container);
  if (items === null) throw new PythonError("TypeError", `argument of type '${typeName(container)}' is not iterable`);
  for (const other of items) if (isSame(other, item)) return true;
  return false;
}

/** `sorted(items, key=key, reverse=reverse)`, stable either way. */
export function sorted(items: Iterable<Value>, key: (item: Value) => Value, reverse: boolean): Value[] {
  const keyed = Array.from(items, (item) => ({ item, key: key(item) }));
  keyed.sort((a, b) => (isLess(a.key, b.key) ? -1 : isLess(b.key, a.key) ? 1 : 0) * (reverse ? -1 : 1));
  return keyed.map(({ item }) => item);
}
