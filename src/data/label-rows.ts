// What OpenCompass's BaseDataset does to loaded rows before the reader sees them (docs/exactness.md E4.5, E4.6, E4.7): one set of
// columns per table, the columns `subdivision` and `idx`, and n copies of every split one after the other.

import type { LoadedDataset, Row } from "../core/dataset.ts";
import { OcLocalError } from "../core/errors.ts";
import type { JsonValue } from "../core/json.ts";

export interface LabelOptions {
  /** Short name of the dataset entry; goes into `subdivision`. */
  abbr: string;
  /** Copies of every split. @default 1 */
  n?: number;
  /** The k of pass@k, at most `n`. @default 1 */
  k?: number | readonly number[];
}

/** @throws OcLocalError CONFIG when k is larger than n. */
export function labelRows(loaded: LoadedDataset, options: LabelOptions): LoadedDataset {
  const { abbr, n = 1, k = 1 } = options;
  const largest = Math.max(...[k].flat());
  if (largest > n) {
    throw new OcLocalError("CONFIG", `k is ${largest} and n is ${n}: k cannot exceed the number of repeats`, {
      at: { dataset: abbr },
      hint: `set n to ${largest} or more`,
    });
  }
  if (Array.isArray(loaded)) return labelTable(loaded, abbr, n);
  return mapSplits(loaded, (rows, split) => labelTable(rows, `${abbr}_${split}`, n));
}

/** Gives every row of a table the columns of its first row: absent ones become null, others are lost, as in Arrow. */
export function alignColumns(loaded: LoadedDataset): LoadedDataset {
  return Array.isArray(loaded) ? alignTable(loaded) : mapSplits(loaded, alignTable);
}

function labelTable(rows: readonly Row[], subdivision: string, n: number): Row[] {
  const labelled = alignTable(rows).map((row, idx) => ({ ...row, subdivision, idx }));
  return Array.from({ length: n }, () => labelled).flat();
}

function alignTable(rows: readonly Row[]): Row[] {
  const columns = Object.keys(rows[0] ?? {});
  const cell = (row: Row, column: string) => (Object.hasOwn(row, column) ? (row[column] as JsonValue) : null);
  return rows.map((row) => Object.fromEntries(columns.map((column) => [column, cell(row, column)])));
}

function mapSplits(
  splits: Record<string, Row[]>,
  change: (rows: Row[], split: string) => Row[],
): Record<string, Row[]> {
  return Object.fromEntries(Object.entries(splits).map(([split, rows]) => [split, change(rows, split)]));
}
