// A run writes into its own folder only. Links in it, which an archive may bring along, could lead every file that is written
// somewhere else.

import { type Dirent, existsSync, readdirSync, readlinkSync, realpathSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { OcLocalError } from "../../core/errors.ts";
import { printable } from "../../core/printable.ts";

/** What the folder of a run may hold, all levels together: models × datasets × what is kept of each, and shards. */
const mostEntries = 2_000_000;

/** @throws OcLocalError WORKSPACE where something in the folder is a link that leads out of it, or to nothing */
export function refuseLinks(path: string): void {
  if (!existsSync(path)) return;
  const root = realpathSync(path);
  let entries = 0;
  const folders = [root];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop())
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      entries += 1;
      if (entries > mostEntries) throw tooMany(path);
      if (entry.isDirectory()) folders.push(join(folder, entry.name));
      else if (entry.isSymbolicLink()) requireInside(root, folder, entry);
      else if (!entry.isFile()) throw noFile(join(folder, entry.name));
    }
}

function requireInside(root: string, folder: string, { name }: Dirent): void {
  const link = join(folder, name);
  // A lock that leads nowhere is looked at where locks are.
  if (folder === root && name.startsWith(".lock")) return;
  const target = existsSync(link) ? realpathSync(link) : undefined;
  if (target?.startsWith(join(root, sep))) return;
  const shown = join(root, relative(root, link));
  throw new OcLocalError(
    "WORKSPACE",
    `${shown} is a link to ${printable(readlinkSync(link))}: a run writes into no other folder`,
    {
      hint: "put what it leads to in its place (cp -rL copies a folder so), or remove it",
    },
  );
}

/** A pipe would be waited for, and a device may do anything. */
function noFile(path: string): OcLocalError {
  return new OcLocalError("WORKSPACE", `${printable(path)} is neither a file nor a folder`, { hint: "remove it" });
}

function tooMany(path: string): OcLocalError {
  return new OcLocalError(
    "WORKSPACE",
    `${path} holds more than ${mostEntries} files and folders: it is no run's folder`,
    {
      hint: "choose another with -w",
    },
  );
}
