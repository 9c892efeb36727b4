// Which rows a journal holds and where: enough to decide what is reused and to read one row at a time, at a small fraction
// of the file's size. Lines begin with row and key as we write them, so that few have to be parsed.

import { z } from "zod";
import type { RowRecord } from "../../core/record.ts";
import { IndexedRows } from "./indexed-rows.ts";
import { type JournalLine, journalLines } from "./journal-lines.ts";
import { storedKey } from "./row-key.ts";

export interface JournalIndex {
  /** The last line of each row. */
  rows: IndexedRows;
  /** Lines that a later one of the same row replaces. */
  replaced: number;
  /** Lines that a crash or a power loss left unreadable; their rows are asked again. */
  broken: number;
}

/** @throws OcLocalError STORAGE where the file cannot be read. */
export function indexJournal(path: string): JournalIndex {
  const index: JournalIndex = { rows: new IndexedRows(), replaced: 0, broken: 0 };
  for (const line of journalLines(path)) {
    const head = headOf(line);
    if (head === undefined) {
      index.broken += 1;
      continue;
    }
    if (index.rows.has(head.row)) index.replaced += 1;
    const { row, key, failed } = head;
    index.rows.set(row, { key, failed, offset: line.offset, length: line.bytes.length });
  }
  return index;
}

/** The record of a line; undefined where it is broken. */
export function parseLine(bytes: Buffer): RowRecord | undefined {
  try {
    const record: unknown = JSON.parse(bytes.toString("utf8"));
    // As it stands there: what the schema makes of it has another order, and a line that is written again would differ.
    return recordSchema.safeParse(record).success ? (record as RowRecord) : undefined;
  } catch {
    return undefined; // cut by a crash; the row is asked again
  }
}

const byName = z.record(z.string(), z.unknown());

/** As far as its readers rely on their form. */
const recordSchema = z.looseObject({
  row: z.int().min(0),
  key: z.string(),
  question: z.string().exactOptional(),
  prediction: byName,
  gold: z.json(),
  facts: z.looseObject({
    promptTokens: z.number(),
    generatedTokens: z.number(),
    truncatedTokens: z.number(),
    droppedShots: z.number(),
  }),
  scores: z
    .looseObject({ labels: z.array(z.string()), values: byName, predictions: byName, missing: byName })
    .exactOptional(),
  failed: z.string().exactOptional(),
});

function isRowNumber(row: unknown): row is number {
  return Number.isSafeInteger(row) && (row as number) >= 0;
}

type Head = Pick<RowRecord, "row" | "key"> & { failed: boolean };

const opening = '{"row":';
const keyOpening = ',"key":"';
const quote = 0x22;
const closing = 0x7d;
/** Only ever syntax: a quote inside a text is written with a backslash before it. */
const failedField = Buffer.from('"failed":');

function headOf({ bytes, isEnded }: JournalLine): Head | undefined {
  // Where power was lost, blocks of the file may be zeros.
  if (bytes.includes(0)) return undefined;
  return (isEnded ? quickHead(bytes) : undefined) ?? parsedHead(bytes);
}

function quickHead(bytes: Buffer): Head | undefined {
  if (bytes[bytes.length - 1] !== closing || bytes.includes(failedField)) return undefined;
  const start = bytes.toString("latin1", 0, 40);
  if (!start.startsWith(opening)) return undefined;
  const comma = start.indexOf(",", opening.length);
  if (!start.startsWith(keyOpening, comma)) return undefined;
  const row = Number(start.slice(opening.length, comma));
  const keyStart = comma + keyOpening.length;
  const keyEnd = bytes.indexOf(quote, keyStart);
  if (!isRowNumber(row) || keyEnd < 0) return undefined;
  return { row, key: storedKey(bytes.toString("latin1", keyStart, keyEnd)), failed: false };
}

function parsedHead(bytes: Buffer): Head | undefined {
  const record = parseLine(bytes);
  return record && { row: record.row, key: storedKey(record.key), failed: record.failed !== undefined };
}
