// Tells two model files apart without reading all of them: SHA-256 over the size, the first MiB and 64 blocks spread over
// the rest of every part. A file that differs only between the sampled blocks is not noticed; a different quantisation,
// version or conversion of a model is.

import { createHash, type Hash } from "node:crypto";
import { open } from "node:fs/promises";
import { partPaths } from "./parts.ts";

const headBytes = 1024 * 1024;
const blockBytes = 64 * 1024;
const blockCount = 64;

/** Hexadecimal. Some 5 MB are read per part. */
export function ggufFingerprint(path: string): Promise<string> {
  return filesFingerprint(partPaths(path));
}

/** Of several files, in their order. */
export async function filesFingerprint(paths: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const path of paths) await addPart(hash, path);
  return hash.digest("hex");
}

async function addPart(hash: Hash, path: string): Promise<void> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    hash.update(`${size}\n`);
    for (const { position, length } of sampledBlocks(size)) {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
      hash.update(buffer.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
}

function sampledBlocks(size: number): { position: number; length: number }[] {
  if (size <= headBytes + blockBytes * blockCount) return [{ position: 0, length: size }];
  const stride = (size - headBytes - blockBytes) / (blockCount - 1);
  const blocks = Array.from({ length: blockCount }, (_, i) => ({
    position: Math.floor(headBytes + i * stride),
    length: blockBytes,
  }));
  return [{ position: 0, length: headBytes }, ...blocks];
}
