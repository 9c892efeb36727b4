// A line of a journal or of the cache as the record it should be. Written out, where a schema takes as long as the parsing itself: a
// long run reads a million of them. What readers rely on is looked at; the rest is left as it stands.

import type { JsonObject, JsonValue } from "../../core/json.ts";
import { deepestStored, isDeeperThan } from "../../core/json-shape.ts";
import type { RowRecord } from "../../core/record.ts";
import { scoringConventions } from "../../core/scoring-conventions.ts";

/** Longer than a key of any version. */
const maxKeyLength = 256;

/** Undefined where it is none. */
export function parseLine(bytes: Buffer): RowRecord | undefined {
  // Where power was lost, blocks of the file may be zeros.
  if (bytes.length === 0 || bytes.includes(0)) return undefined;
  try {
    const line: unknown = JSON.parse(bytes.toString("utf8"));
    return isRecord(line) ? line : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined; // cut by a crash; the row is asked again
    throw error;
  }
}

function isRecord(line: unknown): line is RowRecord {
  if (!isObject(line) || isDeeperThan(line, deepestStored)) return false;
  const { row, key, question, prediction, gold, columns, scores, facts, failed } = line;
  return (
    isCount(row) &&
    isText(key) &&
    key.length <= maxKeyLength &&
    isTextOrAbsent(question) &&
    isObject(prediction) &&
    gold !== undefined &&
    (columns === undefined || isObject(columns)) &&
    isObject(facts) &&
    areFacts(facts) &&
    (scores === undefined || (isObject(scores) && areScores(scores))) &&
    isTextOrAbsent(failed)
  );
}

function areFacts({ promptTokens, generatedTokens, truncatedTokens, droppedShots, finishReason }: JsonObject): boolean {
  return [promptTokens, generatedTokens, truncatedTokens, droppedShots].every(isNumber) && isTextOrAbsent(finishReason);
}

function areScores({ labels, convention, llFrom, values, predictions, missing }: JsonObject): boolean {
  return (
    areTexts(labels) &&
    isText(convention) &&
    Object.hasOwn(scoringConventions, convention) &&
    (llFrom === undefined || llFrom === null || areNumbers(llFrom)) &&
    isObject(values) &&
    Object.values(values).every(areNumbers) &&
    isObject(predictions) &&
    areTexts(Object.values(predictions)) &&
    isObject(missing) &&
    areTexts(Object.values(missing))
  );
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isCount(value: JsonValue | undefined): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isNumber(value: JsonValue | undefined): value is number {
  return typeof value === "number";
}

function isText(value: JsonValue | undefined): value is string {
  return typeof value === "string";
}

function isTextOrAbsent(value: JsonValue | undefined): boolean {
  return value === undefined || isText(value);
}

/** What is no number in JSON, such as an infinite value, is stored as null. */
function areNumbers(value: JsonValue | undefined): boolean {
  return Array.isArray(value) && value.every((each) => each === null || isNumber(each));
}

function areTexts(value: JsonValue | undefined): boolean {
  return Array.isArray(value) && value.every(isText);
}
