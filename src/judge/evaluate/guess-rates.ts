// How often guessing is right, row by row, from what is stored: the labels a scored question was asked with, or the option
// letters an answer is searched for. Rows may differ in their number of options.

import type { DatasetConfig } from "../../config/dataset-schema.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";

export interface AskedRow {
  /** As stored: OpenCompass's fields. */
  prediction: JsonObject;
  reference: JsonValue;
}

/** 0 to 1, of a row; undefined where its number of options is not known, or guessing is hopeless. */
export function guessRateOf(scoring: DatasetConfig["evaluate"]): (row: AskedRow) => number | undefined {
  const { chance } = scoring;
  if (chance !== undefined) return () => (chance === 0 ? undefined : chance);
  const letters = optionLetters(scoring);
  return (row) => labelRate(row) ?? letterRate(row, letters);
}

/** PPL and LL store a field for every label. */
function labelRate({ prediction }: AskedRow): number | undefined {
  const labels = Object.keys(prediction).filter((field) => field.startsWith("label: ")).length;
  return labels > 1 ? 1 / labels : undefined;
}

/** A reference of several letters is not guessed at this rate. */
function letterRate({ reference }: AskedRow, letters: readonly string[]): number | undefined {
  return letters.length > 1 && letters.includes(String(reference)) ? 1 / letters.length : undefined;
}

/** `options: "ABCD"` of a postprocessor, `options: ["A", "B"]` of an evaluator; none where they are no plain letters. */
function optionLetters({ predPostprocessor, evaluator }: DatasetConfig["evaluate"]): string[] {
  const options = predPostprocessor?.options ?? evaluator.options;
  const letters = typeof options === "string" ? [...options] : Array.isArray(options) ? options.map(String) : [];
  return letters.every((letter) => /^[\p{L}\p{N}]$/u.test(letter)) ? [...new Set(letters)] : [];
}
