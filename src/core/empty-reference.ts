// What counts as no reference answer at all: nothing, blanks, or a list or object of nothing. 0 and false are answers.

import type { JsonValue } from "./json.ts";
import { strip } from "./unicode.ts";

export function isEmptyReference(value: JsonValue): boolean {
  if (value === null) return true;
  if (typeof value === "string") return strip(value) === "";
  return typeof value === "object" && Object.values(value).every(isEmptyReference);
}
