// The journal: journal/<model>/<dataset>.jsonl, one RowRecord a line, appended as rows are answered, so that SIGKILL costs
// rows in flight only; every few seconds it is flushed to the disk, so that a power loss costs no more than those. A line
// cut short by a crash is removed before the next append. Of several lines for a row the last one counts.

import {
  closeSync,
  constants,
  fdatasync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { errorMessage, OcLocalError } from "../../core/errors.ts";
import { makeFolders } from "../../core/make-folders.ts";
import type { RowRecord } from "../../core/record.ts";
import { goneHint } from "../../core/write-file.ts";
import { maxLineBytes } from "./journal-lines.ts";
import { parseLine } from "./parse-line.ts";

/** Milliseconds between the first append and the flush that covers it. */
export const flushEveryMs = 3000;

/** What a journal does with its file; a test gives one that fails. */
export interface JournalFile {
  /** @returns Bytes written, which may be fewer than given. */
  write(file: number, bytes: Buffer): number;
  /** Calls back when what was written is on the disk. */
  flush(file: number, done: (error: Error | null) => void): void;
}

const onDisk: JournalFile = { write: (file, bytes) => writeSync(file, bytes), flush: fdatasync };

export class Journal {
  readonly #path: string;
  readonly #file: number;
  readonly #io: JournalFile;
  #timer: NodeJS.Timeout | undefined;
  #isFlushing = false;
  #isClosed = false;
  #flushError: Error | undefined;

  /** Makes the file, or repairs the end of the one that is there. @throws OcLocalError STORAGE */
  constructor(path: string, io: JournalFile = onDisk) {
    this.#path = path;
    this.#io = io;
    this.#file = this.#storing(() => {
      makeFolders(dirname(path));
      return openForAppending(path);
    });
    this.#storing(() => this.#repairEnd());
  }

  /** @throws OcLocalError STORAGE; the journal then ends with the last whole line. */
  append(record: RowRecord): void {
    if (this.#flushError !== undefined) throw this.#failed(this.#flushError);
    this.#storing(() => this.#writeWhole(Buffer.from(`${JSON.stringify(record)}\n`)));
    this.#timer ??= setTimeout(() => this.#flush(), flushEveryMs).unref();
  }

  /** Flushes to disk and closes. @throws OcLocalError STORAGE */
  close(): void {
    clearTimeout(this.#timer);
    this.#isClosed = true;
    try {
      this.#storing(() => fsyncSync(this.#file));
    } finally {
      // A flush under way holds the file's number; it closes the file when it is done.
      if (!this.#isFlushing) closeSync(this.#file);
    }
  }

  #flush(): void {
    this.#timer = undefined;
    if (this.#isClosed || this.#isFlushing) return;
    this.#isFlushing = true;
    this.#io.flush(this.#file, (error) => {
      this.#isFlushing = false;
      if (this.#isClosed) closeSync(this.#file);
      else if (error !== null) this.#flushError = error; // told by the next append
    });
  }

  /** A full disk takes a part of a line: it is taken back, so that what was stored stays readable. */
  #writeWhole(bytes: Buffer): void {
    const { size } = fstatSync(this.#file);
    try {
      for (let done = 0; done < bytes.length; ) done += this.#io.write(this.#file, bytes.subarray(done));
    } catch (error) {
      ftruncateSync(this.#file, size);
      throw error;
    }
  }

  /** A last line without its end is closed where it is whole, else removed. */
  #repairEnd(): void {
    const { size } = fstatSync(this.#file);
    const tail = readTail(this.#file, size);
    if (tail.length === 0) return;
    if (parseLine(tail.bytes) !== undefined) this.#writeWhole(Buffer.from("\n"));
    else ftruncateSync(this.#file, size - tail.length);
  }

  #storing<T>(action: () => T): T {
    try {
      return action();
    } catch (error) {
      throw this.#failed(error);
    }
  }

  #failed(error: unknown): OcLocalError {
    const hint = "rows written so far are safe: free space or fix permissions, then continue with -r";
    return new OcLocalError("STORAGE", `cannot write ${this.#path}: ${errorMessage(error)}`, {
      hint: goneHint(this.#path, error) ?? hint,
      cause: error,
    });
  }
}

/** What a link leads to is another file, which may be anybody's; a pipe would be waited for. */
function openForAppending(path: string): number {
  const { O_RDWR, O_CREAT, O_APPEND, O_NOFOLLOW, O_NONBLOCK } = constants;
  let file: number;
  try {
    file = openSync(path, O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW | O_NONBLOCK);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ELOOP") throw error;
    throw new Error("it is a link, and answers go into no other file", { cause: error });
  }
  if (fstatSync(file).isFile()) return file;
  closeSync(file);
  throw new Error("it is no regular file");
}

/** What follows the last line end; no bytes where it is longer than a line can be. */
function readTail(file: number, size: number): { bytes: Buffer; length: number } {
  const step = 64 * 1024;
  const pieces: Buffer[] = [];
  let length = 0;
  for (let start = size; start > 0; ) {
    const wanted = Math.min(step, start);
    start -= wanted;
    const piece = Buffer.alloc(wanted);
    readSync(file, piece, 0, wanted, start);
    const lineEnd = piece.lastIndexOf(0x0a);
    length += wanted - lineEnd - 1;
    if (length <= maxLineBytes) pieces.unshift(piece.subarray(lineEnd + 1));
    if (lineEnd >= 0) break;
  }
  return { bytes: length > maxLineBytes ? Buffer.alloc(0) : Buffer.concat(pieces), length };
}
