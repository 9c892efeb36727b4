// Files are written under a temporary name first. One that a killed process did not finish is of no use to anybody, and may be as
// large as a journal.

import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { storing } from "../../core/write-file.ts";
import type { Workspace } from "./workspace.ts";

/** Shards are left out: their jobs may still be writing. */
const folders = ["configs", "journal", "predictions", "results", "summary"];

/** Only with the run's lock. @throws OcLocalError STORAGE */
export function removeLeftovers({ path }: Workspace): void {
  for (const folder of folders.map((name) => join(path, name)).filter((name) => existsSync(name)))
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
      if (entry.isFile() && /\.\d+\.tmp$/.test(entry.name)) {
        const left = join(entry.parentPath, entry.name);
        storing(left, () => rmSync(left, { force: true }));
      }
}
