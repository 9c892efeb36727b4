// summary_<time>.details.csv: one line per score with everything known about it, unrounded, for spreadsheets and scripts.
// An empty cell means: not known or not applicable. Columns are only ever added: scripts read them by name.

import { chanceAlarms } from "../core/alarm.ts";
import type { Annotation, Annotations } from "./annotations.ts";
import { csvLines } from "./csv.ts";
import type { Summary } from "./summary.ts";

const headings = [
  "model",
  "dataset",
  "version",
  "metric",
  "mode",
  "score",
  "n",
  "interval_low",
  "interval_high",
  "chance",
  "chance_low",
  "chance_high",
  "extracted_share",
  "correct",
  "wrong",
  "unscored",
  "unscored_reasons",
  "cut_by_length",
  "truncated_prompts",
  "dropped_shots",
  "alarms",
  "parts_with_alarm",
  "without_reference",
  "unmatched_references",
  "thoughts",
  "unclosed_thoughts",
  "error",
] as const;

type Line = Partial<Record<(typeof headings)[number], unknown>>;

export function formatDetails(summary: Summary, annotations: Annotations): string {
  const lines = summary.models.flatMap((model, index) =>
    summary.rows.flatMap((row, place) => {
      const annotation = annotations.get(model)?.get(row.dataset);
      const error = summary.raw.get(model)?.get(row.dataset)?.get("error");
      const { dataset, version, metric, mode } = row;
      const own: Line = { model, dataset, version, metric, mode, score: row.scores[index], error };
      const line = { ...own, ...facts(metric, annotation) };
      const isLast = summary.rows[place + 1]?.dataset !== dataset;
      return isLast ? [line, ...conventionLines({ model, dataset, version, mode }, annotation)] : [line];
    }),
  );
  return csvLines([[...headings], ...lines.map((line) => headings.map((name) => cell(line[name])))]);
}

/** The scores under the other scoring conventions, behind the dataset's own, each with what belongs to it. */
function conventionLines(row: Line, annotation: Annotation | undefined): Line[] {
  return [...(annotation?.conventions ?? [])].flatMap(([name, result]): Line[] => {
    if ("missing" in result) return [{ ...row, metric: `(${name})`, error: result.missing }];
    return Object.entries(result.metrics).map(([metric, score]) => ({
      ...row,
      metric,
      score,
      ...facts(metric, result.annotation),
    }));
  });
}

/** What is known of a score; counts of right answers and what guessing gets stand beside the metric they are made of. */
function facts(metric: string, annotation: Annotation | undefined): Line {
  const interval = annotation?.interval?.metric === metric ? annotation.interval : undefined;
  const { n, extractedShare, unscored, unscoredReasons = {} } = annotation ?? {};
  const { withoutReference, unmatchedReferences, thoughts, unclosedThoughts } = annotation ?? {};
  const { cutByLength, truncatedPrompts, droppedShots, alarms = [], parts, ofMetrics = [] } = annotation ?? {};
  const isOwn = ofMetrics.includes(metric);
  const { chance, correct, wrong } = isOwn ? (annotation ?? {}) : {};
  const codes = alarms.map(({ code }) => code).filter((code) => isOwn || !chanceAlarms.has(code));
  return {
    n,
    interval_low: interval?.low,
    interval_high: interval?.high,
    chance: chance?.expected,
    chance_low: chance?.low,
    chance_high: chance?.high,
    extracted_share: extractedShare,
    correct,
    wrong,
    unscored,
    unscored_reasons: Object.entries(unscoredReasons)
      .map(([reason, count]) => `${count}: ${reason}`)
      .join("; "),
    cut_by_length: cutByLength,
    truncated_prompts: truncatedPrompts,
    dropped_shots: droppedShots,
    alarms: codes.join(" "),
    parts_with_alarm: parts?.withAlarm,
    without_reference: withoutReference,
    unmatched_references: unmatchedReferences,
    thoughts,
    unclosed_thoughts: unclosedThoughts,
  };
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return "";
  return Number.isNaN(value) ? "nan" : String(value);
}
