// A stored row as another scoring convention reads it: the label it chooses, the labels' values, and how that is judged. The
// journal has the values of all conventions; a result tells the verdict where it is another one than the dataset's own.

import type { LabelScores } from "../../core/record.ts";
import type { ScoringConvention } from "../../core/scoring-conventions.ts";
import type { StoredLabel } from "../../core/stored-row.ts";
import type { RowDetail } from "./stored-results.ts";

export interface ReadUnder {
  /** The label that is chosen; absent where there is no value. */
  output?: string;
  labels: StoredLabel[];
  /** Undefined where it is not stored. */
  detail: RowDetail | undefined;
}

/** Why a row has no score under it; undefined where it has one. */
export function missingUnder(metric: ScoringConvention, { predictions, missing }: LabelScores): string | undefined {
  return predictions[metric] === undefined ? (missing[metric] ?? "it has no value") : undefined;
}

export function underMetric(
  metric: ScoringConvention,
  scores: LabelScores,
  { labels, detail }: { labels: StoredLabel[]; detail: RowDetail | undefined },
): ReadUnder {
  const { labels: names, values, predictions, convention } = scores;
  const output = predictions[metric];
  const valued = labels.map((each) => {
    const value = values[metric]?.[names.indexOf(each.label)];
    return { ...each, values: value === undefined ? {} : { [metric]: value } };
  });
  const { conventions, raw: _raw, ...own } = detail ?? {};
  if (output === undefined) {
    const unscored = `${metric}: ${missingUnder(metric, scores)}`;
    return { labels: valued, detail: { ...withoutVerdict(own), unscored } };
  }
  if (output === predictions[convention] || detail === undefined) return { output, labels: valued, detail };
  const judged = conventions?.[metric];
  return { output, labels: valued, detail: judged && { ...withoutVerdict(own), ...judged } };
}

function withoutVerdict({ answer: _answer, correct: _correct, unscored: _unscored, ...rest }: RowDetail): RowDetail {
  return rest;
}
