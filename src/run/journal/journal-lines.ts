// The lines of a journal, read in pieces: memory does not grow with the file, which may be larger than a string can be.

import { closeSync, existsSync, openSync, readSync } from "node:fs";
import { errorMessage, OcLocalError } from "../../core/errors.ts";

export interface JournalLine {
  /** Without the line end; valid until the next line is asked for. */
  bytes: Buffer;
  /** Bytes before the line. */
  offset: number;
  /** False for a last line that a crash may have cut. */
  isEnded: boolean;
}

const pieceBytes = 4 * 1024 * 1024;
const lineEnd = 0x0a;

/** Every line that is not empty; none where there is no file. @param from Offset of a line. @throws OcLocalError STORAGE */
export function* journalLines(path: string, from = 0): Generator<JournalLine> {
  if (!existsSync(path)) return;
  const file = readable(path, () => openSync(path, "r"));
  try {
    let buffer = Buffer.allocUnsafe(pieceBytes);
    // Bytes in the buffer, and of the file before it.
    let filled = 0;
    let offset = from;
    while (true) {
      if (filled === buffer.length) buffer = Buffer.concat([buffer], 2 * filled);
      const read = readable(path, () => readSync(file, buffer, filled, buffer.length - filled, offset + filled));
      if (read === 0) break;
      const bytes = buffer.subarray(0, filled + read);
      let start = 0;
      for (let end = bytes.indexOf(lineEnd, filled); end >= 0; end = bytes.indexOf(lineEnd, start)) {
        if (end > start) yield { bytes: bytes.subarray(start, end), offset: offset + start, isEnded: true };
        start = end + 1;
      }
      buffer.copyWithin(0, start, bytes.length);
      filled = bytes.length - start;
      offset += start;
    }
    if (filled > 0) yield { bytes: buffer.subarray(0, filled), offset, isEnded: false };
  } finally {
    closeSync(file);
  }
}

/** A journal that cannot be read is an error, never an empty journal. */
export function readable<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new OcLocalError("STORAGE", `cannot read ${path}: ${errorMessage(error)}`, { cause: error });
  }
}
