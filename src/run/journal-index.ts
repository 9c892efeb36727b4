// Which rows a journal holds and where: enough to decide what is reused and to read one row at a time, at a small fraction
// of the file's size. Lines begin with row and key as we write them, so that few have to be parsed.

import { closeSync, existsSync, openSync, readSync } from "node:fs";
import type { RowRecord } from "../core/record.ts";
import { type JournalLine, journalLines, readable } from "./journal-lines.ts";

export interface IndexedRow {
  key: string;
  failed: boolean;
  /** Bytes before the row's line, and of it. */
  offset: number;
  length: number;
}

export interface JournalIndex {
  /** The last line of each row. */
  rows: Map<number, IndexedRow>;
  /** Lines that a later one of the same row replaces. */
  replaced: number;
  /** Lines that a crash or a power loss left unreadable; their rows are asked again. */
  broken: number;
}

/** @throws OcLocalError STORAGE where the file cannot be read. */
export function indexJournal(path: string): JournalIndex {
  const index: JournalIndex = { rows: new Map(), replaced: 0, broken: 0 };
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
    const record = JSON.parse(bytes.toString("utf8")) as Partial<RowRecord> | null;
    return typeof record?.row === "number" ? (record as RowRecord) : undefined;
  } catch {
    return undefined; // cut by a crash; the row is asked again
  }
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
  if (!Number.isInteger(row) || keyEnd < 0) return undefined;
  return { row, key: bytes.toString("latin1", keyStart, keyEnd), failed: false };
}

function parsedHead(bytes: Buffer): Head | undefined {
  const record = parseLine(bytes);
  return record && { row: record.row, key: record.key, failed: record.failed !== undefined };
}

const windowBytes = 4 * 1024 * 1024;

/** Reads single rows of an indexed journal. Answers lie about in row order, so that a window of the file serves many. */
export class JournalRows {
  readonly #path: string;
  readonly #rows: JournalIndex["rows"];
  readonly #file: number | undefined;
  #window = Buffer.alloc(0);
  #windowStart = 0;

  /** @throws OcLocalError STORAGE */
  constructor(path: string, rows: JournalIndex["rows"]) {
    this.#path = path;
    this.#rows = rows;
    this.#file = existsSync(path) ? readable(path, () => openSync(path, "r")) : undefined;
  }

  /** Undefined where the journal has no readable line of the row. */
  get(row: number): RowRecord | undefined {
    const line = this.line(row);
    return line === undefined ? undefined : parseLine(line);
  }

  /** A row's line as it stands there; valid until the next one is asked for. */
  line(row: number): Buffer | undefined {
    const found = this.#rows.get(row);
    return found === undefined ? undefined : this.#bytes(found);
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
  }

  #bytes({ offset, length }: IndexedRow): Buffer {
    if (offset < this.#windowStart || offset + length > this.#windowStart + this.#window.length)
      this.#load(Math.max(0, offset - windowBytes / 4), Math.max(windowBytes, length + windowBytes / 4));
    const start = offset - this.#windowStart;
    return this.#window.subarray(start, start + length);
  }

  #load(start: number, length: number): void {
    const file = this.#file;
    if (file === undefined) return;
    if (this.#window.buffer.byteLength < length) this.#window = Buffer.allocUnsafe(length);
    const whole = Buffer.from(this.#window.buffer, this.#window.byteOffset, length);
    const read = readable(this.#path, () => readSync(file, whole, 0, length, start));
    this.#window = whole.subarray(0, read);
    this.#windowStart = start;
  }
}
