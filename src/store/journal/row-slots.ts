// Which slot of a growing table belongs to a row: open addressing, as plain data that threads and processes can be sent. Memory
// follows the number of rows, never the numbers themselves: rows that lie far apart cost no more than neighbours.

import { randomBytes } from "node:crypto";

export interface RowSlots {
  count: number;
  /** Row by slot. */
  rows: Float64Array;
  /** Slot + 1, where the row's hash or the places behind it say; 0: free. Twice as long as `rows`. */
  table: Int32Array;
  /** Nobody can write row numbers that all have one hash. */
  seed: number;
}

const firstCapacity = 64;

export function noSlots(): RowSlots {
  return {
    count: 0,
    rows: new Float64Array(firstCapacity),
    table: new Int32Array(2 * firstCapacity),
    seed: randomBytes(4).readInt32LE(),
  };
}

/** -1 where the row has none. */
export function slotOf(slots: RowSlots, row: number): number {
  return (slots.table[placeOf(slots, row)] as number) - 1;
}

/** The row's slot, made where it has none. */
export function addSlot(slots: RowSlots, row: number): number {
  const place = placeOf(slots, row);
  const known = (slots.table[place] as number) - 1;
  if (known >= 0) return known;
  const slot = slots.count;
  slots.count += 1;
  slots.rows[slot] = row;
  slots.table[place] = slots.count;
  if (slots.count === slots.rows.length) grow(slots);
  return slot;
}

/** Rows in ascending order, of the slots that are wanted. */
export function ascendingRows({ rows, count }: RowSlots, isWanted: (slot: number) => boolean): Float64Array {
  const found = new Float64Array(count);
  let next = 0;
  for (let slot = 0; slot < count; slot++) if (isWanted(slot)) found[next++] = rows[slot] as number;
  return found.subarray(0, next).sort();
}

/** Where the row stands in the table, or would. */
function placeOf({ rows, table, seed }: RowSlots, row: number): number {
  const mask = table.length - 1;
  let place = hashOf(row, seed) & mask;
  for (let slot = table[place] as number; slot !== 0 && rows[slot - 1] !== row; slot = table[place] as number)
    place = (place + 1) & mask;
  return place;
}

/** The last steps of MurmurHash3 on both halves of the number. */
function hashOf(row: number, seed: number): number {
  const high = Math.floor(row / 2 ** 32);
  let hash = mixed(row ^ seed);
  if (high !== 0) hash = mixed(hash ^ high);
  return hash;
}

function mixed(bits: number): number {
  let hash = bits;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

function grow(slots: RowSlots): void {
  const capacity = 2 * slots.rows.length;
  slots.rows = enlarged(slots.rows, new Float64Array(capacity));
  slots.table = new Int32Array(2 * capacity);
  for (let slot = 0; slot < slots.count; slot++) slots.table[placeOf(slots, slots.rows[slot] as number)] = slot + 1;
}

/** The longer list with the content of the shorter one in front. */
export function enlarged<List extends Float64Array | Uint32Array | Uint8Array>(from: List, to: List): List {
  to.set(from);
  return to;
}
