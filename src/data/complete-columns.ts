// Tables have the columns of their first row (label-rows.ts); one that a config needs and only later rows have is not lost, but
// empty in the first.

import type { LoadedDataset, Row } from "../core/dataset.ts";

export function completeColumns(loaded: LoadedDataset, needed: readonly string[]): LoadedDataset {
  if (Array.isArray(loaded)) return completeTable(loaded, needed);
  return Object.fromEntries(Object.entries(loaded).map(([split, rows]) => [split, completeTable(rows, needed)]));
}

function completeTable(rows: Row[], needed: readonly string[]): Row[] {
  const [first, ...others] = rows;
  if (first === undefined) return rows;
  const absent = needed.filter((column) => !Object.hasOwn(first, column));
  const late = absent.filter((column) => others.some((row) => Object.hasOwn(row, column)));
  if (late.length === 0) return rows;
  return [{ ...first, ...Object.fromEntries(late.map((column) => [column, null])) }, ...others];
}
