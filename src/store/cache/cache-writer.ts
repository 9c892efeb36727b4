// Adds a run's answers to the cache. Each writer has a file of its own; the row number in it is a line count.

import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { RowRecord } from "../../core/record.ts";
import { Journal } from "../journal/journal.ts";

export class CacheWriter {
  readonly #folder: string;
  readonly #known = new Set<string>();
  #file: Journal | undefined;

  /** @param folder Of one model. Nothing is made before the first answer. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Failed rows are not kept: they may succeed when asked again. @throws OcLocalError STORAGE */
  add(record: RowRecord): void {
    if (record.failed !== undefined || this.#known.has(record.key)) return;
    this.#file ??= new Journal(join(this.#folder, `${process.pid}-${randomBytes(6).toString("hex")}.jsonl`));
    this.#file.append({ ...record, row: this.#known.size });
    this.#known.add(record.key);
  }

  get added(): number {
    return this.#known.size;
  }

  close(): void {
    this.#file?.close();
  }
}
