// A stored answer with the reference that its row has now. The answer stays what it was.

import type { JsonObject, JsonValue } from "../../core/json.ts";
import type { RowRecord } from "../../core/record.ts";
import { isTruthy } from "../../inferencers/gold.ts";

/** The same record where its reference is the given one. */
export function withReference(record: RowRecord, gold: JsonValue): RowRecord {
  if (isSame(record.gold, gold)) return record;
  return { ...record, prediction: predictionWith(record, gold), gold };
}

export function isSame(a: JsonValue, b: JsonValue): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** A failed row has no prediction; a file of generated answers leaves out a reference that is empty or false. */
function predictionWith({ prediction, facts, failed }: RowRecord, gold: JsonValue): JsonObject {
  if (failed !== undefined) return prediction;
  const isGenerated = facts.finishReason !== undefined;
  if (!isGenerated || isTruthy(gold)) return { ...prediction, gold };
  const { gold: _, ...rest } = prediction;
  return rest;
}
