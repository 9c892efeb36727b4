// Looks at scored rows for signs that the score says nothing about the model: it is what guessing gets, or the answers are
// degenerate. What to try is said by the report, which knows how the model was asked.

import type { DatasetConfig } from "../config/dataset-schema.ts";
import type { Alarm } from "../core/alarm.ts";
import { compareWithGuessing } from "../core/compare-with-guessing.ts";
import type { JsonObject, JsonValue } from "../core/json.ts";
import { strip } from "../core/unicode.ts";
import type { EvaluationFacts, ScoredRow } from "./facts.ts";
import { guessRates } from "./guess-rates.ts";

/** A scored row and what is stored of it. */
export interface JudgedRow {
  scored: ScoredRow;
  prediction: JsonObject;
}

/** More than this share of one answer. */
const sameAnswerShare = 0.9;
/** Fewer rows agree by accident. */
const sameAnswerRows = 10;
const emptyShare = 0.2;
const unextractedShare = 0.2;

/** The level of guessing, and everything about the score that needs a second look. */
export function findAlarms(
  scoring: DatasetConfig["evaluate"],
  rows: readonly JudgedRow[],
): Pick<EvaluationFacts, "chance"> & { alarms: Alarm[] } {
  const scored = rows.map((row) => row.scored);
  const { chance, alarm } = chanceOf(scoring, rows);
  const empty = emptyAnswers(scored);
  // Of an empty answer nothing is extracted either: one alarm says it.
  const degenerate = [sameAnswer(scored), empty, empty === undefined ? fewExtracted(scored) : undefined];
  return {
    ...(chance !== undefined && { chance }),
    alarms: [alarm, ...degenerate].filter((found) => found !== undefined),
  };
}

/** Nothing where answers can be half right, or guessing is not known. */
function chanceOf(
  scoring: DatasetConfig["evaluate"],
  rows: readonly JudgedRow[],
): Partial<ReturnType<typeof compareWithGuessing>> {
  const judged = rows.flatMap(({ scored: { score, reference }, prediction }) =>
    score.kind === "scored" ? [{ value: score.value, prediction, reference }] : [],
  );
  if (judged.length === 0 || judged.some(({ value }) => value !== 0 && value !== 1)) return {};
  const rates = guessRates(scoring, judged);
  return rates === undefined ? {} : compareWithGuessing(judged.filter(({ value }) => value === 1).length, rates);
}

/** Where the references are as uniform, the answers may be right. */
function sameAnswer(rows: readonly ScoredRow[]): Alarm | undefined {
  if (rows.length < sameAnswerRows) return undefined;
  const [answer, count] = mostFrequent(rows.map(givenAnswer));
  const [, references] = mostFrequent(rows.map(({ reference }) => reference));
  const limit = sameAnswerShare * rows.length;
  if (count <= limit || references > limit || isEmpty(answer)) return undefined;
  const shown = JSON.stringify(answer);
  const short = [...shown].length > 40 ? `${[...shown].slice(0, 39).join("")}…` : shown;
  return {
    code: "same_answer",
    message: `${short} in ${count} of ${rows.length}, the commonest reference in ${references}`,
    numbers: { count, references, rows: rows.length },
  };
}

function emptyAnswers(rows: readonly ScoredRow[]): Alarm | undefined {
  const count = rows.filter(({ raw }) => isEmpty(raw)).length;
  if (count <= emptyShare * rows.length) return undefined;
  return { code: "empty_answers", message: `${count} of ${rows.length} empty`, numbers: { count, rows: rows.length } };
}

function fewExtracted(rows: readonly ScoredRow[]): Alarm | undefined {
  const count = rows.filter(({ extraction }) => extraction?.extracted === false).length;
  if (count <= unextractedShare * rows.length) return undefined;
  return {
    code: "few_extracted",
    message: `none in ${count} of ${rows.length}`,
    numbers: { count, rows: rows.length },
  };
}

/** The fallback of an extraction that found nothing is no answer; the text is. */
function givenAnswer({ extraction, raw, answer }: ScoredRow): JsonValue {
  return extraction?.extracted === false ? raw : answer;
}

function isEmpty(answer: JsonValue): boolean {
  if (Array.isArray(answer)) return answer.every(isEmpty);
  return typeof answer === "string" && strip(answer) === "";
}

function mostFrequent(values: readonly JsonValue[]): [value: JsonValue, count: number] {
  const counts = new Map<string, number>();
  for (const value of values) {
    const key = JSON.stringify(value);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const [first = ["null", 0]] = [...counts].sort(([, a], [, b]) => b - a);
  return [JSON.parse(first[0]) as JsonValue, first[1]];
}
