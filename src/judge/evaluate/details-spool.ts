// The details of a result on their way into its file: the numbers that stand before them are known after the last row only, so
// that the rows wait in a file beside it.

import { closeSync, readSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import type { JsonObject } from "../../core/json.ts";
import { makeFolders } from "../../core/make-folders.ts";
import { openNew, storing } from "../../core/write-file.ts";
import { jsonEntry } from "../../store/workspace/manifest.ts";

const pieceBytes = 1 << 20;

export class DetailsSpool {
  readonly #path: string;
  readonly #file: number;
  #texts: string[] = [];
  #length = 0;
  isEmpty = true;

  /** @param resultPath The result they are for. @throws OcLocalError STORAGE */
  constructor(resultPath: string) {
    this.#path = `${resultPath}.details.${process.pid}.tmp`;
    this.#file = storing(this.#path, () => {
      makeFolders(dirname(this.#path));
      return openNew(this.#path);
    });
  }

  /** In row order. @throws OcLocalError STORAGE */
  add(row: number, detail: JsonObject): void {
    const text = `${this.isEmpty ? "" : ","}\n${jsonEntry(String(row), detail, 2)}`;
    this.isEmpty = false;
    this.#texts.push(text);
    this.#length += text.length;
    if (this.#length >= pieceBytes) this.#write();
  }

  /** What stands between the braces of the details. */
  *pieces(): Generator<Uint8Array> {
    this.#write();
    const piece = Buffer.allocUnsafe(pieceBytes);
    for (let start = 0; ; ) {
      const read = readSync(this.#file, piece, 0, pieceBytes, start);
      if (read === 0) return;
      yield piece.subarray(0, read);
      start += read;
    }
  }

  /** The file is gone afterwards. */
  close(): void {
    closeSync(this.#file);
    rmSync(this.#path, { force: true });
  }

  #write(): void {
    const bytes = Buffer.from(this.#texts.join(""));
    this.#texts = [];
    this.#length = 0;
    storing(this.#path, () => {
      for (let done = 0; done < bytes.length; ) done += writeSync(this.#file, bytes, done);
    });
  }
}
