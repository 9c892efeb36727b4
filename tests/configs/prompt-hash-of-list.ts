// The digits in the names of OpenCompass's config files: one hash for all entries of a file.

import { createHash } from "node:crypto";
import type { DatasetConfig } from "../../src/config/dataset-schema.ts";
import { promptHash } from "../../src/config/prompt-hash.ts";

/** Of one entry its own hash, else that of all hashes joined by commas. */
export function promptHashOfList(infers: readonly DatasetConfig["infer"][]): string {
  const hashes = infers.map(promptHash);
  return hashes.length === 1 ? (hashes[0] as string) : createHash("sha256").update(hashes.join(",")).digest("hex");
}
