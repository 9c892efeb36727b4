// A finished journal has one line per row: those that a later answer replaced, and broken ones, are taken out.

import { closeSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeSync } from "node:fs";
import { errorMessage, OcLocalError } from "../core/errors.ts";
import { type JournalIndex, JournalRows } from "./journal-index.ts";
import { journalLines } from "./journal-lines.ts";

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
  index: JournalIndex,
  { inRowOrder = false }: CompactOptions = {},
): boolean {
  const isOneEach = index.replaced + index.broken === 0;
  if (isOneEach && (!inRowOrder || isSorted(path, index))) return false;
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    writeLines(temporary, inRowOrder ? sortedLines(path, index) : keptLines(path, index));
    renameSync(temporary, path);
    return true;
  } catch (error) {
    rmSync(temporary, { force: true, recursive: true });
    if (error instanceof OcLocalError) throw error;
    throw new OcLocalError("STORAGE", `cannot rewrite ${path}: ${errorMessage(error)}`, {
      hint: "what was answered is safe: free space or fix permissions, then continue with -r",
      cause: error,
    });
  }
}

/** Of a journal with one line per row: whether it is, byte by byte, what sorting would make of it. */
function isSorted(path: string, { rows }: JournalIndex): boolean {
  let last = -1;
  let end = 0;
  for (const [row, { length }] of rows) {
    if (row < last) return false;
    last = row;
    end += length + 1;
  }
  return end === statSync(path, { throwIfNoEntry: false })?.size;
}

function* keptLines(path: string, { rows }: JournalIndex): Generator<Buffer> {
  const kept = new Set([...rows.values()].map(({ offset }) => offset));
  for (const { bytes, offset } of journalLines(path)) if (kept.has(offset)) yield bytes;
}

function* sortedLines(path: string, { rows }: JournalIndex): Generator<Buffer> {
  const stored = new JournalRows(path, rows);
  try {
    for (const row of [...rows.keys()].sort((a, b) => a - b)) yield stored.line(row) as Buffer;
  } finally {
    stored.close();
  }
}

function writeLines(path: string, lines: Iterable<Buffer>): void {
  const file = openSync(path, "w");
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
