// Final files appear whole or not at all: written under a temporary name in the same folder, flushed to disk, renamed.

import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { errorMessage, OcLocalError } from "./errors.ts";
import { makeFolders } from "./make-folders.ts";

/** @param text Whole, or in pieces where it may be longer than a string can be. @throws OcLocalError STORAGE */
export function writeFileAtomically(
  path: string,
  text: string | Iterable<string | Uint8Array>,
  options: { hint?: string } = {},
): void {
  const write = () => {
    makeFolders(dirname(path));
    writeAndRename(path, text);
  };
  storing(path, write, options);
}

const ofRun = "free space or fix permissions, then continue with -r: what was answered is safe";

/** @param path Of what is written. @throws OcLocalError STORAGE where writing fails. */
export function storing<T>(path: string, write: () => T, { hint = ofRun }: { hint?: string } = {}): T {
  try {
    return write();
  } catch (error) {
    // What was to be written may come out of a file of its own, which the error names.
    if (error instanceof OcLocalError) throw error;
    throw new OcLocalError("STORAGE", `cannot write ${path}: ${errorMessage(error)}`, {
      hint: (hint === ofRun && goneHint(path, error)) || hint,
      cause: error,
    });
  }
}

/** Where a folder was taken away while it was written, nothing in it is safe. Undefined where it is there. */
export function goneHint(path: string, error: unknown): string | undefined {
  const folder = dirname(path);
  if ((error as NodeJS.ErrnoException).code !== "ENOENT" || existsSync(folder)) return undefined;
  return `${folder} is gone, and what was stored in it too: run the command again where nobody removes its folder`;
}

function writeAndRename(path: string, text: string | Iterable<string | Uint8Array>): void {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    writeAndFlush(temporary, text);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function writeAndFlush(path: string, text: string | Iterable<string | Uint8Array>): void {
  const file = openNew(path);
  try {
    for (const piece of typeof text === "string" ? [text] : text) writeFileSync(file, piece);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** For reading and writing. What a killed process left there goes; a link that somebody put there is not followed. */
export function openNew(path: string): number {
  try {
    unlinkSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  return openSync(path, "wx+");
}
