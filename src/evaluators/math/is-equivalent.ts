// Whether two answers to a mathematics question are the same: compared as stripped forms, as normal forms of these, as
// normal forms of the raw texts, and finally as they are. A stage that the reference implementation cannot finish is skipped.
// docs/exactness.md E12.6.

import type { JsonValue } from "../../core/json.ts";
import { pythonEquals } from "../../core/python-equal.ts";
import { pyStr } from "../../core/python-text.ts";
import { normalizeFinalAnswer } from "../../postprocess/math/normalize-final-answer.ts";
import { stripAnswer } from "./strip-answer.ts";
import { stripAnswerV2 } from "./strip-answer-v2.ts";

export type MathVersion = "v1" | "v2";

export function isEquivalent(a: JsonValue, b: JsonValue, version: MathVersion): boolean {
  if (a === null || b === null) return a === b;
  const strippedA = strippedForm(a, version);
  const strippedB = strippedForm(b, version);
  if (strippedA !== null && strippedB !== null && isSameOrNormalized(strippedA, strippedB)) return true;
  if (typeof a === "string" && typeof b === "string" && normalizeFinalAnswer(a) === normalizeFinalAnswer(b))
    return true;
  return pythonEquals(a, b);
}

/** The first version works on texts only, the second on `str()` of anything. */
function strippedForm(answer: JsonValue, version: MathVersion): string | null {
  if (version === "v2") return stripAnswerV2(pyStr(answer));
  return typeof answer === "string" ? stripAnswer(answer) : null;
}

function isSameOrNormalized(a: string, b: string): boolean {
  return a === b || normalizeFinalAnswer(a) === normalizeFinalAnswer(b);
}
