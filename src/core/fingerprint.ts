// Content hashes that identify what a result was computed from.

import { createHash } from "node:crypto";

/** SHA-256 in hex over pieces, each preceded by its length so that no two lists of pieces collide. */
export function fingerprint(...pieces: (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  for (const piece of pieces) {
    const bytes = typeof piece === "string" ? Buffer.from(piece) : piece;
    hash.update(`${bytes.byteLength}:`).update(bytes);
  }
  return hash.digest("hex");
}

/** The bytes behind a typed array's view. */
export function bytesOf(array: Int32Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
