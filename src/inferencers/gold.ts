// Python's idea of an empty value, which decides whether a generation file carries `gold`.

import type { JsonValue } from "../core/json.ts";

export function isTruthy(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (value !== null && typeof value === "object") return Object.keys(value).length > 0;
  return value !== null && value !== false && value !== 0 && value !== "";
}
