// Which configs this user has run on this machine. A run's folder names its config and says what it was like, but a folder may come
// from a stranger, who can name any file there is and knows the hashes of many. What stands here only a command of the
// user's own can have written: a config that was named, and was executed then.

import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { OcLocalError } from "../../core/errors.ts";
import { fingerprint } from "../../core/fingerprint.ts";
import { stateFolder } from "../../core/state-folder.ts";
import { writeFileAtomically } from "../../core/write-file.ts";

/** A file that was executed, or that decides what is, and its hash with all that it names. */
export interface CodeFile {
  /** Absolute, without links. */
  path: string;
  sha256: string;
}

/** The oldest are forgotten then: whoever needs one names it again. */
const mostKept = 2000;

export function isOwnCode({ path, sha256 }: CodeFile): boolean {
  return existsSync(join(folderOf(), nameOf({ path, sha256 })));
}

/** Where nothing can be written the config has to be named again when the run is continued. */
export function rememberOwnCode(files: readonly CodeFile[]): void {
  const folder = folderOf();
  for (const file of files.filter((each) => !isOwnCode(each)))
    try {
      writeFileAtomically(join(folder, nameOf(file)), `${file.path}\n`);
      forgetOldest(folder);
    } catch (error) {
      if (!(error instanceof OcLocalError)) throw error;
    }
}

function forgetOldest(folder: string): void {
  const names = readdirSync(folder);
  if (names.length <= mostKept) return;
  const aged = names.map((name) => ({
    name,
    time: statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0,
  }));
  aged.sort((a, b) => a.time - b.time);
  for (const { name } of aged.slice(0, names.length - mostKept / 2)) rmSync(join(folder, name), { force: true });
}

function folderOf(): string {
  return join(stateFolder(), "executed");
}

function nameOf({ path, sha256 }: CodeFile): string {
  return fingerprint(path, sha256);
}
