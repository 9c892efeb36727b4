// The journal: journal/<model>/<dataset>.jsonl, one RowRecord a line, appended as rows are answered. A line cut short by a
// crash is dropped on reading and closed off before the next append; of several lines for a row the last one counts.

import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { errorMessage, OcLocalError } from "../core/errors.ts";
import type { RowRecord } from "../core/record.ts";

export class Journal {
  readonly #path: string;
  readonly #file: number;

  constructor(path: string) {
    this.#path = path;
    try {
      mkdirSync(dirname(path), { recursive: true });
      this.#file = openSync(path, "a+");
    } catch (error) {
      throw this.#failed(error);
    }
    if (!endsWithNewline(this.#file)) this.#write("\n");
  }

  append(record: RowRecord): void {
    this.#write(`${JSON.stringify(record)}\n`);
  }

  /** Flushes to disk and closes. */
  close(): void {
    fsyncSync(this.#file);
    closeSync(this.#file);
  }

  #write(text: string): void {
    try {
      writeSync(this.#file, text);
    } catch (error) {
      throw this.#failed(error);
    }
  }

  #failed(error: unknown): OcLocalError {
    const hint = "rows written so far are safe: free space or fix permissions, then continue with -r";
    return new OcLocalError("STORAGE", `cannot write ${this.#path}: ${errorMessage(error)}`, { hint, cause: error });
  }
}

/** Records by row; empty when the journal does not exist. */
export function readJournal(path: string): Map<number, RowRecord> {
  const records = new Map<number, RowRecord>();
  if (!existsSync(path)) return records;
  for (const line of readText(path).split("\n")) {
    const record = parseLine(line);
    if (record !== undefined) records.set(record.row, record);
  }
  return records;
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new OcLocalError("STORAGE", `cannot read ${path}: ${errorMessage(error)}`, { cause: error });
  }
}

function parseLine(line: string): RowRecord | undefined {
  if (line === "") return undefined;
  try {
    return JSON.parse(line) as RowRecord;
  } catch {
    return undefined; // torn by a crash; the row is asked again
  }
}

function endsWithNewline(file: number): boolean {
  const { size } = fstatSync(file);
  if (size === 0) return true;
  const last = Buffer.alloc(1);
  readSync(file, last, 0, 1, size - 1);
  return last[0] === 0x0a;
}
