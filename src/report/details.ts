// summary_<time>.details.csv: one line per score with everything known about it, unrounded, for spreadsheets and scripts.
// An empty cell means: not known or not applicable. Columns are only ever added: scripts read them by name.

import type { Annotation, Annotations } from "./annotations.ts";
import { csvLines } from "./csv.ts";
import type { Summary, SummaryRow } from "./summary.ts";

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
  "error",
];
/** Columns of what is known of the shown score only. */
const factColumns = 6;

export function formatDetails(summary: Summary, annotations: Annotations): string {
  const lines = summary.models.flatMap((model, index) =>
    summary.rows.flatMap((row, place) => {
      const error = summary.raw.get(model)?.get(row.dataset)?.get("error");
      const annotation = annotations.get(model)?.get(row.dataset);
      const facts = annotationCells(row, annotation);
      const line = [
        model,
        row.dataset,
        row.version,
        row.metric,
        row.mode,
        cell(row.scores[index]),
        ...facts,
        cell(error),
      ];
      const isLast = summary.rows[place + 1]?.dataset !== row.dataset;
      return isLast ? [line, ...conventionLines(model, row, annotation)] : [line];
    }),
  );
  return csvLines([headings, ...lines]);
}

/** The scores under the other scoring conventions, behind the dataset's own. */
function conventionLines(model: string, row: SummaryRow, annotation: Annotation | undefined): string[][] {
  return [...(annotation?.conventions ?? [])].flatMap(([name, result]) => {
    const line = (metric: string, score: string, error: string) => [
      ...[model, row.dataset, row.version, metric, row.mode, score],
      ...new Array<string>(factColumns).fill(""),
      error,
    ];
    if ("missing" in result) return [line(`(${name})`, "", result.missing)];
    return Object.entries(result.metrics).map(([metric, score]) => line(`${metric} (${name})`, cell(score), ""));
  });
}

function annotationCells(row: SummaryRow, annotation: Annotation | undefined): string[] {
  const interval = annotation?.interval?.metric === row.metric ? annotation.interval : undefined;
  const { n, chance, extractedShare, correct, wrong, unscored, unscoredReasons = {} } = annotation ?? {};
  const { cutByLength, truncatedPrompts, droppedShots, alarms = [], parts } = annotation ?? {};
  const { withoutReference, unmatchedReferences } = annotation ?? {};
  const reasons = Object.entries(unscoredReasons).map(([reason, count]) => `${count}: ${reason}`);
  return [
    ...[n, interval?.low, interval?.high, chance?.expected, chance?.low, chance?.high, extractedShare],
    ...[correct, wrong, unscored, reasons.join("; "), cutByLength, truncatedPrompts, droppedShots],
    ...[alarms.map(({ code }) => code).join(" "), parts?.withAlarm, withoutReference, unmatchedReferences],
  ].map(cell);
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return "";
  return Number.isNaN(value) ? "nan" : String(value);
}
