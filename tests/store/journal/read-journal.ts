import type { RowRecord } from "../../../src/core/record.ts";
import { journalLines } from "../../../src/store/journal/journal-lines.ts";
import { parseLine } from "../../../src/store/journal/parse-line.ts";

/** Records by row; empty when the journal does not exist. @throws OcLocalError STORAGE */
export function readJournal(path: string): Map<number, RowRecord> {
  const records = new Map<number, RowRecord>();
  for (const { bytes } of journalLines(path)) {
    const record = parseLine(bytes);
    if (record !== undefined) records.set(record.row, record);
  }
  return records;
}
