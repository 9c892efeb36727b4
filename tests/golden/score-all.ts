// Predictions and references as golden files state them, scored by an evaluator of src/evaluators.

import type { DatasetConfig } from "../../src/config/dataset-schema.ts";
import type { Row } from "../../src/core/dataset.ts";
import type { JsonValue } from "../../src/core/json.ts";
import type { RowRecord } from "../../src/core/record.ts";
import type { Evaluator, Score } from "../../src/core/score.ts";
import { evaluate } from "../../src/judge/evaluate/evaluate.ts";

export interface ScoreRequest {
  /** Name of the evaluator's file. */
  file: string;
  options: object;
  predictions: readonly JsonValue[];
  references: readonly JsonValue[] | undefined;
  rows?: readonly Row[] | undefined;
}

/** One score per prediction. References are absent where the evaluator needs none. */
export function scoresOf(evaluator: Evaluator, { predictions, references, rows }: ScoreRequest): Score[] {
  return predictions.map((prediction, at) => {
    const row = rows?.[at];
    return evaluator.score({ prediction, reference: references?.[at] ?? null, ...(row !== undefined && { row }) });
  });
}

/**
 * Upstream compares the lengths of two lists. Here predictions are stored under their row's index, so what can go wrong is
 * that rows have no prediction, and the evaluation stage says so.
 */
export function isIncomplete({ predictions, references }: ScoreRequest): boolean {
  return references !== undefined && predictions.length !== references.length;
}

/** What the evaluation stage says to rows without a prediction. */
export async function evaluateIncomplete({ file, options, predictions, references = [] }: ScoreRequest) {
  const records = predictions.map((prediction, row): [number, RowRecord] => [row, recordOf(row, prediction)]);
  const evaluation = { evaluator: { type: file, ...options } };
  const config = { abbr: "golden", evaluate: evaluation } as unknown as DatasetConfig;
  const result = await evaluate(config, new Map(records), references.length);
  // What is counted of such rows has no counterpart upstream.
  return "error" in result ? { error: result.error } : result;
}

function recordOf(row: number, prediction: JsonValue): RowRecord {
  const facts = { promptTokens: 0, generatedTokens: 0, truncatedTokens: 0, droppedShots: 0 };
  return { row, key: "", prediction: { prediction }, gold: null, facts };
}
