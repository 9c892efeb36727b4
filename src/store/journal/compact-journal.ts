// A finished journal has one line per row: those that a later answer replaced, and broken ones, are taken out.

import { closeSync, fsyncSync, renameSync, rmSync, statSync, writeSync } from "node:fs";
import { errorMessage, OcLocalError } from "../../core/errors.ts";
import { goneHint, openNew } from "../../core/write-file.ts";
import type { IndexedRows } from "./indexed-rows.ts";
import type { JournalIndex } from "./journal-index.ts";
import { journalLines } from "./journal-lines.ts";
import { JournalRows } from "./journal-rows.ts";

export interface CompactOptions {
  /** The lines follow their rows, not the time of their answers. @default false */
  inRowOrder?: boolean;
}

/**
 * Only while nobody appends. @returns Whether the file was rewritten: the index is then out of date.
 * @throws OcLocalError STORAGE; the journal is then as before.
 */
export function compactJournal(
  path: string,
  { rows, replaced, broken }: JournalIndex,
  { inRowOrder = false }: CompactOptions = {},
): boolean {
  const isOneEach = replaced + broken === 0;
  if (isOneEach && (!inRowOrder || isInRowOrder(path, rows))) return false;
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    writeLines(temporary, inRowOrder ? linesInRowOrder(path, rows) : keptLines(path, rows));
    renameSync(temporary, path);
    return true;
  } catch (error) {
    rmSync(temporary, { force: true, recursive: true });
    if (error instanceof OcLocalError) throw error;
    throw new OcLocalError("STORAGE", `cannot rewrite ${path}: ${errorMessage(error)}`, {
      hint: goneHint(path, error) ?? "what was answered is safe: free space or fix permissions, then continue with -r",
      cause: error,
    });
  }
}

/** Of a journal with one line per row: whether it is, byte by byte, what ordering would make of it. */
function isInRowOrder(path: string, rows: IndexedRows): boolean {
  let end = 0;
  for (const row of rows.rows()) {
    const { offset, length } = rows.line(row) as { offset: number; length: number };
    if (offset !== end) return false;
    end += length + 1;
  }
  return end === statSync(path, { throwIfNoEntry: false })?.size;
}

function* keptLines(path: string, rows: IndexedRows): Generator<Buffer> {
  const kept = new Float64Array(rows.size);
  let next = 0;
  for (const row of rows.rows()) kept[next++] = rows.line(row)?.offset as number;
  kept.sort();
  next = 0;
  for (const { bytes, offset } of journalLines(path)) {
    if (offset !== kept[next]) continue;
    next += 1;
    yield bytes;
  }
}

function* linesInRowOrder(path: string, rows: IndexedRows): Generator<Buffer> {
  const stored = new JournalRows(path, rows);
  try {
    for (const row of rows.rows()) yield stored.line(row) as Buffer;
  } finally {
    stored.close();
  }
}

function writeLines(path: string, lines: Iterable<Buffer>): void {
  const file = openNew(path);
  try {
    for (const bytes of lines) {
      const line = Buffer.concat([bytes, Buffer.from("\n")]);
      for (let done = 0; done < line.length; ) done += writeSync(file, line, done);
    }
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
