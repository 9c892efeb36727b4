// Rows of the first side while the second is asked: in a file of the system's temporary folder that has no name any more, so that
// memory does not grow with the rows and nothing is left behind, however the process ends.

import { randomUUID } from "node:crypto";
import { closeSync, openSync, readSync, unlinkSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";
import { errorMessage, OcLocalError } from "../../core/errors.ts";
import type { AnsweredRow } from "./answered-row.ts";

/** In front of each row's bytes stands their number. */
const headBytes = 4;

const absent = -1;

export class RowStore {
  readonly #file: number;
  /** Per dataset, by row. */
  readonly #offsets: ReadonlyMap<string, Float64Array>;
  #end = 0;

  /** @param rows Of each dataset. @throws OcLocalError STORAGE */
  constructor(rows: ReadonlyMap<string, number>) {
    this.#offsets = new Map([...rows].map(([dataset, count]) => [dataset, new Float64Array(count).fill(absent)]));
    this.#file = storing(() => {
      const path = join(tmpdir(), `oc-local-agree-${randomUUID()}`);
      const file = openSync(path, "wx+", 0o600);
      unlinkSync(path);
      return file;
    });
  }

  get isEmpty(): boolean {
    return this.#end === 0;
  }

  /** @throws OcLocalError STORAGE */
  put(dataset: string, row: number, answered: AnsweredRow): void {
    const body = serialize(answered);
    const head = Buffer.alloc(headBytes);
    head.writeUInt32LE(body.length);
    const bytes = Buffer.concat([head, body]);
    storing(() => {
      for (let written = 0; written < bytes.length; )
        written += writeSync(this.#file, bytes, written, bytes.length - written, this.#end + written);
    });
    this.#offsetsOf(dataset)[row] = this.#end;
    this.#end += bytes.length;
  }

  get(dataset: string, row: number): AnsweredRow | undefined {
    const offset = this.#offsetsOf(dataset)[row] as number;
    if (offset === absent) return undefined;
    const length = this.#read(offset, headBytes).readUInt32LE();
    return deserialize(this.#read(offset + headBytes, length)) as AnsweredRow;
  }

  #offsetsOf(dataset: string): Float64Array {
    return this.#offsets.get(dataset) as Float64Array;
  }

  #read(offset: number, length: number): Buffer {
    const bytes = Buffer.alloc(length);
    for (let read = 0; read < length; ) {
      const count = readSync(this.#file, bytes, read, length - read, offset + read);
      if (count === 0) throw new OcLocalError("STORAGE", "the temporary file of the first model's rows was cut short");
      read += count;
    }
    return bytes;
  }

  close(): void {
    closeSync(this.#file);
  }
}

function storing<T>(write: () => T): T {
  try {
    return write();
  } catch (error) {
    throw new OcLocalError("STORAGE", `cannot keep the first model's rows in ${tmpdir()}: ${errorMessage(error)}`, {
      hint: "name a folder with room in the variable TMPDIR",
      cause: error,
    });
  }
}
