// Reads single rows of an indexed journal. Answers lie about in row order, those asked again at the end: a few blocks of the
// file serve many rows, and memory does not grow with it.

import { closeSync, existsSync, readSync } from "node:fs";
import type { RowRecord } from "../../core/record.ts";
import type { IndexedRows } from "./indexed-rows.ts";
import { openRegular, readable } from "./journal-lines.ts";
import { parseLine } from "./parse-line.ts";

const blockBytes = 256 * 1024;
const blocksKept = 16;

export class JournalRows {
  readonly #path: string;
  readonly #rows: IndexedRows;
  readonly #file: number | undefined;
  /** By number, the one used last at the end. */
  readonly #blocks = new Map<number, Buffer>();

  /** @throws OcLocalError STORAGE */
  constructor(path: string, rows: IndexedRows) {
    this.#path = path;
    this.#rows = rows;
    this.#file = existsSync(path) ? readable(path, () => openRegular(path)) : undefined;
  }

  /** Undefined where the journal has no readable line of the row. @throws OcLocalError STORAGE */
  get(row: number): RowRecord | undefined {
    const line = this.line(row);
    return line === undefined ? undefined : parseLine(line);
  }

  /** A row's line as it stands there; valid until the next one is asked for. @throws OcLocalError STORAGE */
  line(row: number): Buffer | undefined {
    const found = this.#rows.line(row);
    return found === undefined ? undefined : this.#bytes(found.offset, found.length);
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
  }

  #bytes(offset: number, length: number): Buffer {
    if (length > blockBytes) return this.#read(Buffer.allocUnsafe(length), offset);
    const number = Math.floor(offset / blockBytes);
    const start = offset - number * blockBytes;
    const end = start + length;
    const first = this.#block(number).subarray(start, end);
    return end <= blockBytes ? first : Buffer.concat([first, this.#block(number + 1).subarray(0, end - blockBytes)]);
  }

  #block(number: number): Buffer {
    const known = this.#blocks.get(number);
    this.#blocks.delete(number);
    const block = known ?? this.#read(this.#freeBlock(), number * blockBytes);
    this.#blocks.set(number, block);
    return block;
  }

  /** The memory of the block that was not used for longest. */
  #freeBlock(): Buffer {
    const [oldest] = this.#blocks;
    if (oldest === undefined || this.#blocks.size < blocksKept) return Buffer.from(new ArrayBuffer(blockBytes));
    this.#blocks.delete(oldest[0]);
    return Buffer.from(oldest[1].buffer, 0, blockBytes);
  }

  #read(into: Buffer, offset: number): Buffer {
    const file = this.#file;
    if (file === undefined) return into.subarray(0, 0);
    return into.subarray(
      0,
      readable(this.#path, () => readSync(file, into, 0, into.length, offset)),
    );
  }
}
