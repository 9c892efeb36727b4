// AGIEval's comparison of mathematics answers: the stripped forms, or the texts as they are where a form cannot be made.
// docs/exactness.md E12.7.

import type { JsonValue } from "../../core/json.ts";
import { pythonEquals } from "../../core/python-equal.ts";
import { stripAgievalAnswer } from "./strip-answer.ts";

export function isAgievalEquivalent(a: JsonValue, b: JsonValue): boolean {
  if (a === null || b === null) return a === b;
  const strippedA = typeof a === "string" ? stripAgievalAnswer(a) : null;
  const strippedB = typeof b === "string" ? stripAgievalAnswer(b) : null;
  return strippedA === null || strippedB === null ? pythonEquals(a, b) : strippedA === strippedB;
}
