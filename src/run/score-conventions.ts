// The scores of a dataset under every scoring convention its rows are stored with, and in how many rows OpenCompass's own way
// is another one.

import { errorMessage, OcLocalError } from "../core/errors.ts";
import type { LabelScores, RowRecord } from "../core/record.ts";
import type { Metrics } from "../core/score.ts";
import { type ScoringConvention, scoringConventions } from "../core/scoring-conventions.ts";

/** What a dataset scores under one convention, or why it has no such score. */
export type ConventionResult = { metrics: Metrics; correct?: number } | { missing: string };

/** Stored under `oc_local` of a result; empty where nothing is chosen by label. */
export interface ConventionFacts {
  /** The convention of the dataset's own metrics. */
  convention?: ScoringConvention;
  conventions?: Partial<Record<ScoringConvention, ConventionResult>>;
  /** The rows were asked and scored OpenCompass's way. */
  compat?: "opencompass";
  /** Rows in which OpenCompass's way differs. */
  differs?: {
    /** Labels of one row see different numbers of examples. */
    shots: number;
    /** Its log-likelihood picks another label. */
    frontMask: number;
  };
}

/** @param score The evaluation of rows whose `prediction.prediction` is the convention's. */
export function scoreConventions(
  records: readonly RowRecord[],
  score: (records: readonly RowRecord[]) => { metrics: Metrics; correct?: number | undefined },
): ConventionFacts {
  const scored = records.flatMap((record) => (record.scores === undefined ? [] : [{ record, scores: record.scores }]));
  const [first] = scored;
  if (first === undefined || scored.length < records.length) return {};
  const { convention, compat } = first.scores;
  const names = (Object.keys(scoringConventions) as ScoringConvention[]).filter((name) =>
    scored.some(({ scores: { predictions, missing } }) => (predictions[name] ?? missing[name]) !== undefined),
  );
  const differs = {
    shots: records.filter(({ facts }) => facts.unequalShots).length,
    frontMask: scored.filter(({ scores }) => masksFrontOtherwise(scores)).length,
  };
  return {
    convention,
    conventions: Object.fromEntries(names.map((name) => [name, scoreUnder(name, scored, score)])),
    ...(compat !== undefined && { compat }),
    ...(differs.shots + differs.frontMask > 0 && { differs }),
  };
}

function masksFrontOtherwise({ predictions }: LabelScores): boolean {
  const upstream = predictions["ll.opencompass"];
  return upstream !== undefined && upstream !== predictions["ll.sum"];
}

function scoreUnder(
  name: ScoringConvention,
  rows: readonly { record: RowRecord; scores: LabelScores }[],
  score: Parameters<typeof scoreConventions>[1],
): ConventionResult {
  const without = rows.find(({ scores }) => scores.predictions[name] === undefined);
  if (without !== undefined) {
    return { missing: `row ${without.record.row}: ${without.scores.missing[name] ?? "it has no value"}` };
  }
  const read = rows.map(({ record, scores }) => ({
    ...record,
    prediction: { ...record.prediction, prediction: scores.predictions[name] as string },
  }));
  try {
    const { metrics, correct } = score(read);
    return { metrics, ...(correct !== undefined && { correct }) };
  } catch (error) {
    // The dataset's own convention may still have a score; this one has none, and the result says why.
    if (error instanceof OcLocalError) return { missing: errorMessage(error) };
    throw error;
  }
}
