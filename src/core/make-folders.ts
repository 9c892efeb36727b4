// Makes a folder and those above it. Node 20's own recursive mkdir never returns below a place that refuses folders as absent, such as
// /proc.

import { mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";

/** @throws as mkdir does, of the first folder that cannot be made. */
export function makeFolders(path: string, mode?: number): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  const parent = dirname(path);
  if (parent !== path) makeFolders(parent, mode);
  try {
    mkdirSync(path, { mode });
  } catch (error) {
    // Another process may have been quicker.
    if ((error as NodeJS.ErrnoException).code !== "EEXIST" || !statSync(path).isDirectory()) throw error;
  }
}
