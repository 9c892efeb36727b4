// A finished journal has one line per row: those that a later answer replaced, and broken ones, are taken out.

import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { errorMessage, OcLocalError } from "../core/errors.ts";
import type { JournalIndex } from "./journal-index.ts";
import { journalLines } from "./journal-lines.ts";

/** Only while nobody appends. The index is out of date afterwards. @throws OcLocalError STORAGE; the journal is then as before. */
export function compactJournal(path: string, { rows, replaced, broken }: JournalIndex): void {
  if (replaced + broken === 0) return;
  const kept = new Float64Array(rows.size);
  let next = 0;
  for (const row of rows.rows()) kept[next++] = rows.line(row)?.offset as number;
  kept.sort();
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    writeLines(path, temporary, kept);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true, recursive: true });
    if (error instanceof OcLocalError) throw error;
    throw new OcLocalError("STORAGE", `cannot rewrite ${path}: ${errorMessage(error)}`, {
      hint: "what was answered is safe: free space or fix permissions, then continue with -r",
      cause: error,
    });
  }
}

/** @param kept Offsets of lines, ascending. */
function writeLines(path: string, temporary: string, kept: Float64Array): void {
  const file = openSync(temporary, "w");
  let next = 0;
  try {
    for (const { bytes, offset } of journalLines(path)) {
      if (offset !== kept[next]) continue;
      next += 1;
      const line = Buffer.concat([bytes, Buffer.from("\n")]);
      for (let done = 0; done < line.length; ) done += writeSync(file, line, done);
    }
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
