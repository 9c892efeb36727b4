// What a file holds, told by its SHA-256.

import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";

export async function fileHash(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

/** Files are read only where their sizes are equal. */
export async function isSameFile(path: string, other: string): Promise<boolean> {
  const [{ size }, { size: otherSize }] = [await stat(path), await stat(other)];
  return size === otherSize && (await fileHash(path)) === (await fileHash(other));
}
