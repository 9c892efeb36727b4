// Python's `==` on JSON values: True equals 1 and False 0, a text never equals a number, containers compare by content.
// docs/exactness.md E1.8.

import type { JsonValue } from "./json.ts";

export function pythonEquals(a: JsonValue, b: JsonValue): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((inner, at) => pythonEquals(inner, b[at] as JsonValue));
  }
  if (isObject(a) && isObject(b)) {
    const keys = Object.keys(a);
    return (
      keys.length === Object.keys(b).length &&
      keys.every((key) => Object.hasOwn(b, key) && pythonEquals(a[key] as JsonValue, b[key] as JsonValue))
    );
  }
  return plain(a) === plain(b);
}

function isObject(value: JsonValue): value is Record<string, JsonValue> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

function plain(value: JsonValue): JsonValue {
  return typeof value === "boolean" ? Number(value) : value;
}
