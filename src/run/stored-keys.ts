// Keys of stored rows (row-key.ts) as plain data that threads and processes can be sent: 41 bytes a row in pages of rows,
// where a Map of texts takes 200.

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
const keyBytes = 40;
const slotBytes = 1 + keyBytes;
const nothing = 0;
const packed = 1;
const elsewhere = 2;

const usualForm = /^[0-9a-f]{16}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{16}$/;

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
  page[start] = usualForm.test(key) ? packed : elsewhere;
  if (page[start] === packed) asBuffer(page).write(key.replaceAll("-", ""), start + 1, keyBytes, "hex");
  else keys.others.set(row, key);
}

export function deleteKey(keys: StoredKeys, row: number): void {
  if (keyOf(keys, row) === undefined) return;
  pageOf(keys, row)[(row % pageRows) * slotBytes] = nothing;
  keys.others.delete(row);
  keys.size -= 1;
}

function pageOf({ pages }: StoredKeys, row: number): Uint8Array {
  const number = Math.floor(row / pageRows);
  const page = pages.get(number) ?? new Uint8Array(pageRows * slotBytes);
  pages.set(number, page);
  return page;
}

function unpack(page: Uint8Array, start: number): string {
  const hex = asBuffer(page).toString("hex", start, start + keyBytes);
  return `${hex.slice(0, 16)}-${hex.slice(16, 48)}-${hex.slice(48, 64)}-${hex.slice(64)}`;
}

function asBuffer(page: Uint8Array): Buffer {
  return Buffer.from(page.buffer, page.byteOffset, page.byteLength);
}
