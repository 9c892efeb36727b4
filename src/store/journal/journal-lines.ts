// The lines of a journal, read in pieces: memory does not grow with the file, which may be larger than a string can be.

import { closeSync, constants, existsSync, fstatSync, openSync, readSync } from "node:fs";
import { errorMessage, OcLocalError } from "../../core/errors.ts";

export interface JournalLine {
  /** Without the line end; valid until the next line is asked for. Empty where the line is longer than a row can be. */
  bytes: Buffer;
  /** Bytes before the line. */
  offset: number;
  /** Bytes of the line, without its end. */
  length: number;
  /** False for a last line that a crash may have cut. */
  isEnded: boolean;
}

const pieceBytes = 4 * 1024 * 1024;
/** A row is its prompts and its answers; what is longer is none of ours, and is passed over without being kept. */
export const maxLineBytes = 64 * 1024 * 1024;
const lineEnd = 0x0a;
const nothing = Buffer.alloc(0);

/** Every line that is not empty; none where there is no file. @param from Offset of a line. @throws OcLocalError STORAGE */
export function* journalLines(path: string, from = 0): Generator<JournalLine> {
  if (!existsSync(path)) return;
  const file = readable(path, () => openRegular(path));
  try {
    let buffer = Buffer.allocUnsafe(pieceBytes);
    // Bytes in the buffer, of the file before it, and of a line that is too long before that.
    let filled = 0;
    let offset = from;
    let passed = 0;
    while (true) {
      if (filled === buffer.length) buffer = Buffer.concat([buffer], 2 * filled);
      const read = readable(path, () => readSync(file, buffer, filled, buffer.length - filled, offset + filled));
      if (read === 0) break;
      const bytes = buffer.subarray(0, filled + read);
      let start = 0;
      for (let end = bytes.indexOf(lineEnd, filled); end >= 0; end = bytes.indexOf(lineEnd, start)) {
        const place = { offset: offset + start - passed, length: end - start + passed, isEnded: true };
        if (place.length > 0) yield { bytes: passed > 0 ? nothing : bytes.subarray(start, end), ...place };
        passed = 0;
        start = end + 1;
      }
      buffer.copyWithin(0, start, bytes.length);
      filled = bytes.length - start;
      offset += start;
      if (filled < maxLineBytes && passed === 0) continue;
      passed += filled;
      offset += filled;
      filled = 0;
    }
    const last = { offset: offset - passed, length: filled + passed, isEnded: false };
    if (last.length > 0) yield { bytes: passed > 0 ? nothing : buffer.subarray(0, filled), ...last };
  } finally {
    closeSync(file);
  }
}

/** A pipe would be waited for, and a device need not end. */
export function openRegular(path: string): number {
  // Without waiting for somebody who writes.
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const stat = fstatSync(file);
  // A folder says of itself what is wrong.
  if (stat.isFile() || stat.isDirectory()) return file;
  closeSync(file);
  throw new Error("it is no regular file");
}

/** A journal that cannot be read is an error, never an empty journal. */
export function readable<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new OcLocalError("STORAGE", `cannot read ${path}: ${errorMessage(error)}`, { cause: error });
  }
}
