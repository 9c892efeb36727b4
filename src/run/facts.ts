// What is counted beside the metrics of a dataset. Right, wrong and unscored are three things; an answer that could not be
// extracted is wrong, as upstream counts it, and is counted here a second time.

import type { Alarm } from "../core/alarm.ts";
import type { ChanceLevel } from "../core/compare-with-guessing.ts";
import type { JsonObject, JsonValue } from "../core/json.ts";
import type { RowRecord } from "../core/record.ts";
import type { Extraction, Score } from "../core/score.ts";
import type { ConventionFacts } from "./score-conventions.ts";

/** Stored under `oc_local` in the result file. */
export interface EvaluationFacts extends ConventionFacts {
  /** Questions scored. */
  n: number;
  /** Right and wrong answers, where every score is 0 or 1. */
  correct?: number;
  wrong?: number;
  /** Questions that could not be measured: they failed, have no answer, or the evaluator could not judge them. */
  unscored: number;
  /** How many for each reason; the rarest together. */
  unscoredReasons?: Record<string, number>;
  /** Under --partial: the score is over so many of the rows; the others failed. */
  partial?: { rows: number; of: number };
  /** Answers a postprocessor could extract; absent where none is used. */
  extracted?: number;
  cutByLength: number;
  truncatedPrompts: number;
  droppedShots: number;
  /** Absent where it is not known. */
  chance?: ChanceLevel;
  /** Absent where there is no score to doubt. */
  alarms?: Alarm[];
}

export interface ScoredRow {
  score: Score;
  extraction: Extraction | undefined;
  /** As the model gave it; several texts under self-consistency. */
  raw: JsonValue;
  /** What was compared with the reference. */
  answer: JsonValue;
  reference: JsonValue;
  /** As it stands in the result file. */
  detail: JsonObject;
}

/** @param records The rows that were asked. */
export function countFacts(records: readonly RowRecord[], scored: readonly ScoredRow[]): EvaluationFacts {
  const values = scored.flatMap(({ score }) => (score.kind === "scored" ? [score.value] : []));
  const reasons = scored.flatMap(({ score }) => (score.kind === "unscored" ? [score.reason] : []));
  const extractions = scored.flatMap(({ extraction }) => (extraction === undefined ? [] : [extraction]));
  const correct = values.filter((value) => value === 1).length;
  return {
    n: values.length,
    ...(values.every((value) => value === 0 || value === 1) && { correct, wrong: values.length - correct }),
    unscored: reasons.length,
    ...(reasons.length > 0 && { unscoredReasons: countReasons(reasons) }),
    ...(extractions.length > 0 && { extracted: extractions.filter(({ extracted }) => extracted).length }),
    cutByLength: records.filter(({ facts }) => facts.finishReason === "length").length,
    truncatedPrompts: records.filter(({ facts }) => facts.truncatedTokens > 0).length,
    droppedShots: records.reduce((sum, { facts }) => sum + facts.droppedShots, 0),
  };
}

/** Every row has its own in the details. */
const namedReasons = 5;

function countReasons(reasons: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const sorted = [...counts].sort(([, a], [, b]) => b - a);
  const rest = sorted.slice(namedReasons).reduce((sum, [, count]) => sum + count, 0);
  return Object.fromEntries([
    ...sorted.slice(0, namedReasons),
    ...(rest > 0 ? [["other reasons", rest] as const] : []),
  ]);
}
