// Keys of stored rows (row-key.ts) as plain data that threads and processes can be sent: about 60 bytes a row, where a Map of texts
// takes 200.

import { keyLength } from "./row-key.ts";
import { addSlot, ascendingRows, enlarged, noSlots, type RowSlots, slotOf } from "./row-slots.ts";

export interface StoredKeys {
  /** Rows with a key. */
  size: number;
  slots: RowSlots;
  /** By slot a byte that says what is kept, then the key's bytes. */
  bytes: Uint8Array;
  /** By row, keys of another form than `rowKey` makes. */
  others: Map<number, string>;
}

/** Two hex digits each; the dashes are left out. */
const keyBytes = 32;
const slotBytes = 1 + keyBytes;
const nothing = 0;
const packed = 1;
const elsewhere = 2;

const dash = 0x2d;
/** By character code; 255: no lower-case hex digit. */
const digits = Uint8Array.from({ length: 128 }, (_, code) => {
  const digit = "0123456789abcdef".indexOf(String.fromCharCode(code));
  return digit < 0 ? 255 : digit;
});

export function noKeys(): StoredKeys {
  const slots = noSlots();
  return { size: 0, slots, bytes: new Uint8Array(slots.rows.length * slotBytes), others: new Map() };
}

export function keyOf(keys: StoredKeys, row: number): string | undefined {
  const start = slotOf(keys.slots, row) * slotBytes;
  if (start < 0 || start >= keys.bytes.length || keys.bytes[start] === nothing) return undefined;
  return keys.bytes[start] === packed ? unpack(keys.bytes, start + 1) : keys.others.get(row);
}

export function setKey(keys: StoredKeys, row: number, key: string): void {
  const start = addSlot(keys.slots, row) * slotBytes;
  const wanted = keys.slots.rows.length * slotBytes;
  if (keys.bytes.length < wanted) keys.bytes = enlarged(keys.bytes, new Uint8Array(wanted));
  if (keys.bytes[start] === nothing) keys.size += 1;
  else keys.others.delete(row);
  keys.bytes[start] = pack(key, keys.bytes, start + 1) ? packed : elsewhere;
  if (keys.bytes[start] === elsewhere) keys.others.set(row, key);
}

export function deleteKey(keys: StoredKeys, row: number): void {
  if (keyOf(keys, row) === undefined) return;
  keys.bytes[slotOf(keys.slots, row) * slotBytes] = nothing;
  keys.others.delete(row);
  keys.size -= 1;
}

/** Rows with a key, ascending. */
export function storedRows({ slots, bytes }: StoredKeys): number[] {
  return [...ascendingRows(slots, (slot) => (bytes[slot * slotBytes] ?? nothing) !== nothing)];
}

/** In one pass, for the sake of long journals. @returns False where the key has another form. */
function pack(key: string, bytes: Uint8Array, start: number): boolean {
  if (key.length !== keyLength) return false;
  let read = 0;
  for (let at = 0; at < keyBytes; at++) {
    const isAfterDash = at === 8 || at === 24;
    if (isAfterDash && key.charCodeAt(read++) !== dash) return false;
    const high = digits[key.charCodeAt(read++)] ?? 255;
    const low = digits[key.charCodeAt(read++)] ?? 255;
    if (high === 255 || low === 255) return false;
    bytes[start + at] = high * 16 + low;
  }
  return true;
}

function unpack(bytes: Uint8Array, start: number): string {
  const hex = Buffer.from(bytes.buffer, bytes.byteOffset + start, keyBytes).toString("hex");
  return `${hex.slice(0, 16)}-${hex.slice(16, 48)}-${hex.slice(48)}`;
}
