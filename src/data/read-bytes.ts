// The bytes of a data file, unzipped when its name ends in ".gz". Every reader of this folder starts here, so a file that
// is missing or cannot be read is reported the same way everywhere.

import type { Stats } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { errorMessage, OcLocalError } from "../core/errors.ts";
import { didYouMean } from "../core/nearest-names.ts";

/** @throws OcLocalError MISSING_DATA without the file, BAD_DATA when it is no regular file or cannot be read or unzipped. */
export async function readBytes(path: string): Promise<Buffer> {
  const bytes = await readWhole(path);
  if (!path.endsWith(".gz")) return bytes;
  try {
    return await promisify(gunzip)(bytes);
  } catch (cause) {
    throw new OcLocalError("BAD_DATA", `${path}: not a complete gzip file (${errorMessage(cause)})`, {
      hint: "copy or download the file again",
      cause,
    });
  }
}

async function readWhole(path: string): Promise<Buffer> {
  try {
    // Every process of a run reads the files again: what can be read once only, or never ends, is none.
    const found = await stat(path);
    if (!found.isFile()) throw await notAFile(path, found);
    return await readFile(path);
  } catch (cause) {
    if (cause instanceof OcLocalError) throw cause;
    const code = (cause as NodeJS.ErrnoException).code;
    if (code === "ENOENT" || code === "ENOTDIR") throw await missingFile(path, cause);
    throw new OcLocalError("BAD_DATA", `${path}: cannot be read (${errorMessage(cause)})`, {
      hint:
        code === "EACCES"
          ? "allow it with chmod u+r on the file and u+x on its folders"
          : "copy the file to where it can be read",
      cause,
    });
  }
}

async function notAFile(path: string, found: Stats): Promise<OcLocalError> {
  const hint = found.isDirectory()
    ? `name a file in it: ${holds(path, (await namesIn(path)) ?? [])}`
    : "write what it gives into a file, and name that";
  return new OcLocalError("BAD_DATA", `${path}: expected a file, found ${kindOf(found)}`, { hint });
}

function kindOf(found: Stats): string {
  if (found.isDirectory()) return "a folder";
  return found.isFIFO() ? "a pipe" : found.isSocket() ? "a socket" : "a device";
}

async function missingFile(path: string, cause: unknown): Promise<OcLocalError> {
  const folder = dirname(path);
  const names = await namesIn(folder);
  if (names === null) {
    return new OcLocalError("MISSING_DATA", `no file ${path}: its folder does not exist`, {
      hint: `${await nearestFolder(folder)}; --data-dir names the folder that holds the data sets`,
      cause,
    });
  }
  const near = didYouMean(basename(path), names, misspelt);
  return new OcLocalError("MISSING_DATA", `no file ${path}`, { hint: near ?? holds(folder, names), cause });
}

/** Letters: names of files are much alike, and another subject's or another split's is not the one that was meant. */
const misspelt = 2;

async function nearestFolder(folder: string): Promise<string> {
  const parent = dirname(folder);
  const names = await namesIn(parent);
  if (names !== null) return didYouMean(basename(folder), names, misspelt) ?? holds(parent, names);
  return parent === folder ? `${folder} does not exist` : nearestFolder(parent);
}

function holds(folder: string, names: readonly string[]): string {
  if (names.length === 0) return `${folder} is empty`;
  const listed = names.slice(0, 5).join(", ");
  return `${folder} holds ${listed}${names.length > 5 ? ` and ${names.length - 5} more` : ""}`;
}

/** Null where there is no such folder. */
async function namesIn(folder: string): Promise<string[] | null> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT" || code === "ENOTDIR") return null;
    throw error;
  }
}
