// configs/<timestamp>_<hash>.json: the resolved config of each start of a run.

import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Workspace } from "../workspace/workspace.ts";

/** Paths of the resolved configs of a run, the newest first. */
export function dumpPaths({ path }: Workspace): string[] {
  const folder = join(path, "configs");
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(folder)
    .filter((name) => /^\d{8}_\d{6}_[0-9a-f]{6}\.json$/.test(name))
    .sort()
    .reverse()
    .map((name) => join(folder, name));
}
