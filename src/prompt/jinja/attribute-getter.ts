// The way from an item to what a filter compares: an attribute like "address.city" or "0.name", or the item itself.

import { elementOf } from "./access.ts";
import { Undefined, type Value } from "./values.ts";

/** @param fallback In place of what is undefined; null: none. */
export function getter(attribute: Value, caseSensitive = true, fallback: Value = null): (item: Value) => Value {
  const parts =
    typeof attribute === "string" ? attribute.split(".").map(asPart) : attribute === null ? [] : [attribute];
  return (item) => {
    let value = item;
    for (const part of parts) {
      value = elementOf(value, part);
      if (fallback !== null && value instanceof Undefined) value = fallback;
    }
    return caseSensitive || typeof value !== "string" ? value : value.toLowerCase();
  };
}

function asPart(part: string): Value {
  return /^\d+$/.test(part) ? BigInt(part) : part;
}

export function sortKey(attribute: Value, caseSensitive: boolean): (item: Value) => Value {
  const paths = typeof attribute === "string" ? attribute.split(",") : [attribute];
  const getters = paths.map((path) => getter(path, caseSensitive));
  return (item) => getters.map((get) => get(item));
}
