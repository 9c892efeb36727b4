// Where the rows of a journal are and under which keys: 46 bytes a row, in pages of rows, so that neither a gap in the row
// numbers nor a large one costs more than a page.

import { deleteKey, keyOf, noKeys, type StoredKeys, setKey } from "./stored-keys.ts";

export interface IndexedRow {
  /** Empty for a failed row. */
  key: string;
  failed: boolean;
  /** Bytes before the row's line, and of it. */
  offset: number;
  length: number;
}

interface Page {
  /** `nothing`, `answered` or `failed`. */
  states: Uint8Array;
  offsets: Float64Array;
  lengths: Uint32Array;
}

const pageRows = 1024;
const nothing = 0;
const answered = 1;
const failed = 2;

export class IndexedRows {
  /** Of rows that have an answer. */
  readonly keys: StoredKeys = noKeys();
  readonly #pages = new Map<number, Page>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get(row: number): IndexedRow | undefined {
    const line = this.line(row);
    if (line === undefined) return undefined;
    const failed = this.isFailed(row);
    return { key: failed ? "" : (keyOf(this.keys, row) as string), failed, ...line };
  }

  /** Where a row's line is. */
  line(row: number): Pick<IndexedRow, "offset" | "length"> | undefined {
    const page = this.#pages.get(Math.floor(row / pageRows));
    const at = row % pageRows;
    if (page === undefined || page.states[at] === nothing) return undefined;
    return { offset: page.offsets[at] as number, length: page.lengths[at] as number };
  }

  has(row: number): boolean {
    return this.#stateOf(row) !== nothing;
  }

  isAnswered(row: number): boolean {
    return this.#stateOf(row) === answered;
  }

  isFailed(row: number): boolean {
    return this.#stateOf(row) === failed;
  }

  set(row: number, { key, failed: isFailed, offset, length }: IndexedRow): void {
    const number = Math.floor(row / pageRows);
    const page = this.#pages.get(number) ?? emptyPage();
    this.#pages.set(number, page);
    const at = row % pageRows;
    if (page.states[at] === nothing) this.#size += 1;
    page.states[at] = isFailed ? failed : answered;
    page.offsets[at] = offset;
    page.lengths[at] = length;
    if (isFailed) deleteKey(this.keys, row);
    else setKey(this.keys, row, key);
  }

  /** Numbers of the rows, ascending. */
  *rows(): Generator<number> {
    for (const number of [...this.#pages.keys()].sort((a, b) => a - b)) {
      const { states } = this.#pages.get(number) as Page;
      for (let at = 0; at < pageRows; at++) if (states[at] !== nothing) yield number * pageRows + at;
    }
  }

  *[Symbol.iterator](): Generator<[row: number, found: IndexedRow]> {
    for (const row of this.rows()) yield [row, this.get(row) as IndexedRow];
  }

  #stateOf(row: number): number {
    return this.#pages.get(Math.floor(row / pageRows))?.states[row % pageRows] ?? nothing;
  }
}

function emptyPage(): Page {
  return {
    states: new Uint8Array(pageRows),
    offsets: new Float64Array(pageRows),
    lengths: new Uint32Array(pageRows),
  };
}
