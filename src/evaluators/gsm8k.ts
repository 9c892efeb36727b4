// GSM8K: the prediction is the reference, or both are numbers less than 1e-6 apart. A reference that is not a Python integer
// ("5.0") only matches as text.
// docs/exactness.md E12.5.

import type { JsonValue } from "../core/json.ts";
import { pythonEquals } from "../core/python-equal.ts";
import { parsePythonFloat, parsePythonInt } from "../core/python-number.ts";
import type { Evaluator } from "../core/score.ts";
import { percentThenRatio, rightOrWrong, shareOfRight } from "./scores/right-or-wrong.ts";

export function createEvaluator(): Evaluator {
  return {
    score({ prediction, reference }) {
      return rightOrWrong(isSameNumber(prediction, reference), prediction, reference);
    },
    ...shareOfRight("accuracy", percentThenRatio),
  };
}

function isSameNumber(prediction: JsonValue, reference: JsonValue): boolean {
  if (pythonEquals(prediction, reference)) return true;
  const predicted = toFloat(prediction);
  const wanted = toInteger(reference);
  return predicted !== null && wanted !== null && Math.abs(predicted - wanted) < 1e-6;
}

function toFloat(value: JsonValue): number | null {
  if (typeof value === "string") return parsePythonFloat(value);
  return typeof value === "number" || typeof value === "boolean" ? Number(value) : null;
}

function toInteger(value: JsonValue): number | null {
  if (typeof value !== "string") {
    return typeof value === "number" || typeof value === "boolean" ? Math.trunc(Number(value)) : null;
  }
  const integer = parsePythonInt(value);
  return integer === null ? null : Number(integer);
}
