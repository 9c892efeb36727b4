// How deep JSON may be nested where it was stored by us or by somebody else: what goes through it calls itself once a level.

import type { JsonValue } from "./json.ts";

/** Far more than prompts, answers and references have, and far less than a stack has room for. */
export const maxDepth = 1000;

/** Whether a value is nested deeper than `limit` levels. Looks no further than that. */
export function isNestedDeeper(value: unknown, limit = maxDepth): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (limit === 0) return true;
  for (const inner of Array.isArray(value) ? value : Object.values(value as Record<string, JsonValue>))
    if (isNestedDeeper(inner, limit - 1)) return true;
  return false;
}
