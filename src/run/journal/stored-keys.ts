// Keys of stored rows (row-key.ts) as plain data that threads and processes can be sent: 33 bytes a row in pages of rows,
// where a Map of texts takes 200.

import { keyLength } from "./row-key.ts";

export interface StoredKeys {
  /** Rows with a key. */
  size: number;
  /** By number of the page: per row a byte that says what is kept, then the key's bytes. */
  pages: Map<number, Uint8Array>;
  /** Keys of another form than `rowKey` makes. */
  others: Map<number, string>;
}

/** Rows of a page. */
const pageRows = 1024;
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
  return { size: 0, pages: new Map(), others: new Map() };
}

export function keyOf(keys: StoredKeys, row: number): string | undefined {
  const page = keys.pages.get(Math.floor(row / pageRows));
  const start = (row % pageRows) * slotBytes;
  if (page === undefined || page[start] === nothing) return undefined;
  return page[start] === packed ? unpack(page, start + 1) : keys.others.get(row);
}

export function setKey(keys: StoredKeys, row: number, key: string): void {
  const page = pageOf(keys, row);
  const start = (row % pageRows) * slotBytes;
  if (page[start] === nothing) keys.size += 1;
  else keys.others.delete(row);
  page[start] = pack(key, page, start + 1) ? packed : elsewhere;
  if (page[start] === elsewhere) keys.others.set(row, key);
}

export function deleteKey(keys: StoredKeys, row: number): void {
  if (keyOf(keys, row) === undefined) return;
  pageOf(keys, row)[(row % pageRows) * slotBytes] = nothing;
  keys.others.delete(row);
  keys.size -= 1;
}

/** Rows with a key, ascending. */
export function storedRows(keys: StoredKeys): number[] {
  return [...keys.pages]
    .sort(([a], [b]) => a - b)
    .flatMap(([number, page]) => {
      const isKept = (at: number) => page[at * slotBytes] !== nothing;
      return Array.from({ length: pageRows }, (_, at) => at)
        .filter(isKept)
        .map((at) => number * pageRows + at);
    });
}

function pageOf({ pages }: StoredKeys, row: number): Uint8Array {
  const number = Math.floor(row / pageRows);
  const page = pages.get(number) ?? new Uint8Array(pageRows * slotBytes);
  pages.set(number, page);
  return page;
}

/** In one pass, for the sake of long journals. @returns False where the key has another form. */
function pack(key: string, page: Uint8Array, start: number): boolean {
  if (key.length !== keyLength) return false;
  let read = 0;
  for (let at = 0; at < keyBytes; at++) {
    const isAfterDash = at === 8 || at === 24;
    if (isAfterDash && key.charCodeAt(read++) !== dash) return false;
    const high = digits[key.charCodeAt(read++)] ?? 255;
    const low = digits[key.charCodeAt(read++)] ?? 255;
    if (high === 255 || low === 255) return false;
    page[start + at] = high * 16 + low;
  }
  return true;
}

function unpack(page: Uint8Array, start: number): string {
  const hex = Buffer.from(page.buffer, page.byteOffset + start, keyBytes).toString("hex");
  return `${hex.slice(0, 16)}-${hex.slice(16, 48)}-${hex.slice(48)}`;
}
