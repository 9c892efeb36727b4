// Answers that earlier runs stored, found by the key of a row: everything that determines the answer is in it, so that an
// answer fits whichever run, dataset or row asks for it.

import type { RowRecord } from "../../core/record.ts";
import { indexJournal } from "../journal/journal-index.ts";
import { JournalRows } from "../journal/journal-rows.ts";
import { storedKey } from "../journal/row-key.ts";
import { answerFiles } from "./cache-folder.ts";

/** Reads one model's answers. What other runs add after it was opened is not seen. */
export class CachedAnswers {
  readonly #files: JournalRows[] = [];
  /** Lines that are no record of a row. */
  readonly broken: number = 0;
  readonly #places = new Map<string, { file: number; line: number }>();

  /** @param folder Of one model; need not exist. @throws OcLocalError STORAGE */
  constructor(folder: string) {
    for (const path of answerFiles(folder)) {
      const { rows, broken } = indexJournal(path);
      this.broken += broken;
      const file = this.#files.push(new JournalRows(path, rows)) - 1;
      for (const [line, { key, failed }] of rows) if (!failed) this.#places.set(key, { file, line });
    }
  }

  get size(): number {
    return this.#places.size;
  }

  /** The answer as a record of the given row; undefined where there is none. */
  get(key: string, row: number): RowRecord | undefined {
    const place = this.#places.get(key);
    if (place === undefined) return undefined;
    const record = this.#files[place.file]?.get(place.line);
    return record !== undefined && storedKey(record.key) === key ? { ...record, key, row } : undefined;
  }

  close(): void {
    for (const file of this.#files) file.close();
  }
}
