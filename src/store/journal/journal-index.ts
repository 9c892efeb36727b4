// Which rows a journal holds and where: enough to decide what is reused and to read one row at a time, at a small fraction
// of the file's size. Every line is looked at as a whole: the folder may be a stranger's, or have lost power.

import { counted } from "../../core/counted.ts";
import { IndexedRows } from "./indexed-rows.ts";
import { journalLines } from "./journal-lines.ts";
import { parseLine } from "./parse-line.ts";
import { storedKey } from "./row-key.ts";

export interface JournalIndex {
  /** The last line of each row. */
  rows: IndexedRows;
  /** Lines that a later one of the same row replaces. */
  replaced: number;
  /** Lines that are no record of a row, such as those that a crash or a power loss left; their rows are asked again. */
  broken: number;
}

/** @throws OcLocalError STORAGE where the file cannot be read. */
export function indexJournal(path: string): JournalIndex {
  const index: JournalIndex = { rows: new IndexedRows(), replaced: 0, broken: 0 };
  for (const { bytes, offset, length } of journalLines(path)) {
    const record = parseLine(bytes);
    if (record === undefined) {
      index.broken += 1;
      continue;
    }
    const { row, key, failed } = record;
    if (index.rows.has(row)) index.replaced += 1;
    index.rows.set(row, { key: storedKey(key), failed: failed !== undefined, offset, length });
  }
  return index;
}

/** What is said of the broken lines of a journal, or of what else holds such lines; undefined where there are none. */
export function describeBroken({ broken }: Pick<JournalIndex, "broken">, whose = "its journal"): string | undefined {
  if (broken === 0) return undefined;
  return `${counted(broken, "line")} of ${whose} ${broken === 1 ? "is no record of a row and is" : "are no records of rows and are"} left out`;
}
