// What evaluators of texts demand of a sample: the prediction is a text, the reference a list of texts.

import { OcLocalError } from "../../core/errors.ts";
import type { JsonValue } from "../../core/json.ts";
import type { Score } from "../../core/score.ts";

/** The score of a sample whose prediction is no text (several answers to one question, say). */
export function notAText(prediction: JsonValue): Score {
  const kind = Array.isArray(prediction) ? "a list" : prediction === null ? "null" : typeof prediction;
  return { kind: "unscored", reason: `the prediction is ${kind}, not a text` };
}

/** @throws OcLocalError BAD_DATA naming the evaluator. */
export function textList(reference: JsonValue, evaluator: string): string[] {
  if (Array.isArray(reference) && reference.every((text) => typeof text === "string")) return reference as string[];
  throw new OcLocalError("BAD_DATA", `${evaluator}: a reference is not a list of texts: ${show(reference)}`, {
    hint: "set the dataset's output column to the list of accepted answers",
  });
}

/** One text or several. @throws OcLocalError BAD_DATA naming the evaluator. */
export function textOrList(reference: JsonValue, evaluator: string): string[] {
  const references = typeof reference === "string" ? [reference] : textList(reference, evaluator);
  if (references.length > 0) return references;
  throw new OcLocalError("BAD_DATA", `${evaluator}: a reference is an empty list`, {
    hint: "every row needs at least one text to compare with",
  });
}

/** @throws OcLocalError BAD_DATA naming the evaluator. */
export function textReference(reference: JsonValue, evaluator: string): string {
  if (typeof reference === "string") return reference;
  throw new OcLocalError("BAD_DATA", `${evaluator}: a reference is not a text: ${show(reference)}`, {
    hint: "write each reference as one text, in quotes",
  });
}

function show(value: JsonValue): string {
  return JSON.stringify(value).slice(0, 80);
}
