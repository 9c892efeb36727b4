// The table as text cells in upstream's columns: dataset, version, metric, mode, one column per model. First row: headings.
// docs/exactness.md E13.9.

import { formatFixed } from "../text/format-fixed.ts";
import type { Summary, SummaryRow } from "./summary.ts";

/** Columns before those of the models. */
export const leadingColumns = ["dataset", "version", "metric", "mode"] as const;

export function summaryCells(summary: Summary): string[][] {
  return [[...leadingColumns, ...summary.models], ...summary.rows.map(rowCells)];
}

function rowCells(row: SummaryRow): string[] {
  return [row.dataset, row.version, row.metric, row.mode, ...row.scores.map(scoreCell)];
}

/** "-" stands for a missing score; "nan" is a score. */
export function scoreCell(score: number | null): string {
  return score === null ? "-" : formatFixed(score);
}
