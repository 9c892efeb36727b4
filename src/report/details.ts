// summary_<time>.details.csv: one line per score with everything known about it, unrounded, for spreadsheets and scripts.
// An empty cell means: not known or not applicable.

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
  "extracted_share",
  "cut_by_length",
  "unscored",
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
  const { n, extractedShare, cutByLength, unscored } = annotation ?? {};
  return [n, interval?.low, interval?.high, extractedShare, cutByLength, unscored].map(cell);
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return "";
  return Number.isNaN(value) ? "nan" : String(value);
}
