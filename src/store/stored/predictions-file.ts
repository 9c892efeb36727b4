// predictions/<model>/<dataset>.json, derived from the journal in OpenCompass's form: written when every row has an answer, and compared
// later, since people edit it.

import { closeSync, readSync, statSync } from "node:fs";
import { OcLocalError } from "../../core/errors.ts";
import type { JsonValue } from "../../core/json.ts";
import type { RowRecord } from "../../core/record.ts";
import { openRegular } from "../journal/journal-lines.ts";
import { jsonEntryPieces, writeJsonEntries } from "../workspace/manifest.ts";

interface Records {
  get(row: number): RowRecord | undefined;
}

/** @param rows That were asked, in their order. @throws OcLocalError STORAGE */
export function writePredictions(path: string, records: Records, rows: Iterable<number>): void {
  writeJsonEntries(path, predictionsOf(records, rows));
}

/** Whether the file is, byte by byte, what would be written of these rows. Memory does not grow with it. */
export function isAsWritten(path: string, records: Records, rows: Iterable<number>): boolean {
  if (!statSync(path).isFile()) return false;
  const file = openRegular(path);
  try {
    let offset = 0;
    for (const piece of jsonEntryPieces(predictionsOf(records, rows))) {
      const expected = Buffer.from(piece);
      const found = Buffer.alloc(expected.length);
      const read = readSync(file, found, 0, found.length, offset);
      if (read < found.length || !found.equals(expected)) return false;
      offset += read;
    }
    return readSync(file, Buffer.alloc(1), 0, 1, offset) === 0;
  } finally {
    closeSync(file);
  }
}

/** OpenCompass's file: an object keyed by row. */
function* predictionsOf(records: Records, rows: Iterable<number>): Generator<[string, JsonValue]> {
  for (const row of rows) {
    const record = records.get(row);
    if (record === undefined) throw new OcLocalError("STORAGE", `the journal lost row ${row} while it was read`);
    yield [String(row), record.prediction];
  }
}
