// Where the rows of a journal are and under which keys: about 75 bytes a row, however far apart the row numbers are.

import { addSlot, ascendingRows, enlarged, slotOf } from "./row-slots.ts";
import { deleteKey, keyOf, noKeys, type StoredKeys, setKey } from "./stored-keys.ts";

export interface IndexedRow {
  /** Empty for a failed row. */
  key: string;
  failed: boolean;
  /** Bytes before the row's line, and of it. */
  offset: number;
  length: number;
}

const nothing = 0;
const answered = 1;
const failed = 2;

export class IndexedRows {
  /** Of rows that have an answer; failed ones have a slot in it, and no key. */
  readonly keys: StoredKeys = noKeys();
  /** By slot `nothing`, `answered` or `failed`. */
  #states = new Uint8Array(this.keys.slots.rows.length);
  #offsets = new Float64Array(this.keys.slots.rows.length);
  #lengths = new Uint32Array(this.keys.slots.rows.length);

  get size(): number {
    return this.keys.slots.count;
  }

  get(row: number): IndexedRow | undefined {
    const line = this.line(row);
    if (line === undefined) return undefined;
    const failed = this.isFailed(row);
    return { key: failed ? "" : (keyOf(this.keys, row) as string), failed, ...line };
  }

  /** Where a row's line is. */
  line(row: number): Pick<IndexedRow, "offset" | "length"> | undefined {
    const slot = slotOf(this.keys.slots, row);
    return slot < 0 ? undefined : { offset: this.#offsets[slot] as number, length: this.#lengths[slot] as number };
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
    const slot = addSlot(this.keys.slots, row);
    if (this.keys.slots.rows.length > this.#states.length) this.#grow();
    this.#states[slot] = isFailed ? failed : answered;
    this.#offsets[slot] = offset;
    this.#lengths[slot] = length;
    if (isFailed) deleteKey(this.keys, row);
    else setKey(this.keys, row, key);
  }

  /** Numbers of the rows, ascending. */
  *rows(): Generator<number> {
    yield* ascendingRows(this.keys.slots, () => true);
  }

  *[Symbol.iterator](): Generator<[row: number, found: IndexedRow]> {
    for (const row of this.rows()) yield [row, this.get(row) as IndexedRow];
  }

  #grow(): void {
    const capacity = this.keys.slots.rows.length;
    this.#states = enlarged(this.#states, new Uint8Array(capacity));
    this.#offsets = enlarged(this.#offsets, new Float64Array(capacity));
    this.#lengths = enlarged(this.#lengths, new Uint32Array(capacity));
  }

  #stateOf(row: number): number {
    const slot = slotOf(this.keys.slots, row);
    return slot < 0 ? nothing : (this.#states[slot] as number);
  }
}
