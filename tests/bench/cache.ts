// Where the bench keeps what takes long to make: the random model, llama.cpp's source and the tools built from it.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const packageRoot = fileURLToPath(new URL("../../", import.meta.url));

/** A folder below node_modules/.cache, made when it is not there. */
export function cacheFolder(...names: string[]): string {
  const folder = join(packageRoot, "node_modules/.cache/oc-local-bench", ...names);
  mkdirSync(folder, { recursive: true });
  return folder;
}
