// Which file a table was read from, as long as a loader hands it on as it is: for messages about one of its rows.

import type { Row } from "../core/dataset.ts";

const files = new WeakMap<readonly Row[], string>();

/** @returns The same table. @param path Of a file with a row on each line. */
export function withFile<Table extends readonly Row[]>(rows: Table, path: string): Table {
  files.set(rows, path);
  return rows;
}

export function fileOf(rows: readonly Row[]): string | undefined {
  return files.get(rows);
}
