// A row of predictions/ as a record of the journal: what it does not say, such as whether the answer was cut, is left at nothing.

import type { JsonObject, JsonValue } from "../../core/json.ts";
import type { RowRecord } from "../../core/record.ts";

/** Of a row whose file has no reference `gold` is null; generated answers are stored without one that is empty or false. */
export function predictionRecord(row: number, prediction: JsonObject): RowRecord {
  const facts = { promptTokens: 0, generatedTokens: 0, truncatedTokens: 0, droppedShots: 0 };
  return { row, key: "", prediction: withChoice(prediction), gold: prediction.gold ?? null, facts };
}

/** The option with the smallest PPL where only the options' values are stored; the first of equal ones. */
function withChoice(prediction: JsonObject): JsonObject {
  if (prediction.prediction !== undefined) return prediction;
  const options = Object.entries(prediction).flatMap(([key, fields]) => {
    const value = key.startsWith("label: ") ? perplexityOf(fields) : undefined;
    return value === undefined ? [] : [{ label: key.slice("label: ".length), value }];
  });
  if (options.length === 0) return prediction;
  const best = options.reduce((least, other) => (other.value < least.value ? other : least));
  return { ...prediction, prediction: best.label };
}

function perplexityOf(fields: JsonValue): number | undefined {
  if (typeof fields !== "object" || fields === null || Array.isArray(fields)) return undefined;
  return typeof fields.PPL === "number" ? fields.PPL : undefined;
}
