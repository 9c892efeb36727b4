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
  "error",
];

export function formatDetails(summary: Summary, annotations: Annotations): string {
  const lines = summary.models.flatMap((model, index) =>
    summary.rows.map((row) => {
      const error = summary.raw.get(model)?.get(row.dataset)?.get("error");
      const facts = annotationCells(row, annotations.get(model)?.get(row.dataset));
      return [model, row.dataset, row.version, row.metric, row.mode, cell(row.scores[index]), ...facts, cell(error)];
    }),
  );
  return csvLines([headings, ...lines]);
}

function annotationCells(row: SummaryRow, annotation: Annotation | undefined): string[] {
  const interval = annotation?.interval?.metric === row.metric ? annotation.interval : undefined;
  const { n, chance, extractedShare, correct, wrong, unscored, unscoredReasons = {} } = annotation ?? {};
  const { cutByLength, truncatedPrompts, droppedShots, alarms = [], parts } = annotation ?? {};
  const reasons = Object.entries(unscoredReasons).map(([reason, count]) => `${count}: ${reason}`);
  return [
    ...[n, interval?.low, interval?.high, chance?.expected, chance?.low, chance?.high, extractedShare],
    ...[correct, wrong, unscored, reasons.join("; "), cutByLength, truncatedPrompts, droppedShots],
    ...[alarms.map(({ code }) => code).join(" "), parts?.withAlarm],
  ].map(cell);
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return "";
  return Number.isNaN(value) ? "nan" : String(value);
}
