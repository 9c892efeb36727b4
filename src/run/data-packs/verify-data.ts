// The files of a data root beside those of OpenCompass's data pack.

import { existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { Verified } from "../../core/data-pack.ts";
import { sampleDataPath } from "../../data/data-root.ts";
import { dataFacts } from "./data-facts.ts";
import { fileHash, isSameFile } from "./file-hash.ts";

export async function verifyData(
  root: string,
  { signal, onProgress }: { signal?: AbortSignal | undefined; onProgress?(done: number, of: number): void } = {},
): Promise<Verified> {
  const facts = dataFacts();
  const found: Verified = { same: [], changed: [], sample: [], missing: [] };
  for (const [i, { name, sha256, bytes }] of facts.entries()) {
    signal?.throwIfAborted();
    onProgress?.(i + 1, facts.length);
    const path = join(root, name);
    const file = await stat(path).catch(() => undefined);
    if (file === undefined || !file.isFile()) found.missing.push(name);
    else if (file.size === bytes && (await fileHash(path)) === sha256) found.same.push(name);
    else if (await isSample(path, name)) found.sample.push(name);
    else found.changed.push(name);
  }
  return found;
}

async function isSample(path: string, name: string): Promise<boolean> {
  const sample = sampleDataPath(name);
  return existsSync(sample) && (await isSameFile(sample, path));
}
