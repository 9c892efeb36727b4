// The bytes of a data file in pieces, unzipped when its name ends in ".gz". Every reader of this folder starts here, so a file that
// is missing or cannot be read is reported the same way everywhere.

import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { createGunzip } from "node:zlib";
import { errorMessage, OcLocalError, type OcLocalErrorOptions } from "../core/errors.ts";
import { listed } from "../core/listed.ts";
import { didYouMean } from "../core/nearest-names.ts";
import { wrongKind } from "../core/outside-file.ts";

const pieceBytes = 1024 * 1024;

/** Memory does not grow with the file. @throws OcLocalError MISSING_DATA or BAD_DATA; see `readBytes`. */
export async function* dataBytes(path: string): AsyncGenerator<Buffer> {
  await requireFile(path);
  const stored = createReadStream(path, { highWaterMark: pieceBytes });
  if (!path.endsWith(".gz")) {
    yield* reported(stored, (cause) => cannotRead(path, cause));
    return;
  }
  const unzipped = createGunzip({ chunkSize: pieceBytes });
  stored.on("error", (cause) => unzipped.destroy(cannotRead(path, cause)));
  try {
    yield* reported(stored.pipe(unzipped), (cause) => notGzip(path, cause));
  } finally {
    stored.destroy();
  }
}

/** Every process of a run reads the files again: what can be read once only, or never ends, is none. */
export async function requireFile(path: string): Promise<void> {
  const found = await stat(path).catch(async (cause: NodeJS.ErrnoException) => {
    throw cause.code === "ENOENT" || cause.code === "ENOTDIR"
      ? await missingFile(path, cause)
      : cannotRead(path, cause);
  });
  const wrong = wrongKind(found);
  if (wrong === undefined) return;
  const hint = found.isDirectory()
    ? `name a file in it: ${holds(path, (await namesIn(path)) ?? [])}`
    : "write what it gives into a file, and name that";
  throw new OcLocalError("BAD_DATA", `${path}: ${wrong}`, { hint });
}

async function* reported(
  stream: AsyncIterable<Buffer>,
  asOwn: (cause: unknown) => OcLocalError,
): AsyncGenerator<Buffer> {
  const pieces = stream[Symbol.asyncIterator]();
  try {
    for (let next = await taken(pieces, asOwn); next.done !== true; next = await taken(pieces, asOwn)) yield next.value;
  } finally {
    await pieces.return?.();
  }
}

async function taken(pieces: AsyncIterator<Buffer>, asOwn: (cause: unknown) => OcLocalError) {
  try {
    return await pieces.next();
  } catch (cause) {
    throw cause instanceof OcLocalError ? cause : asOwn(cause);
  }
}

function cannotRead(path: string, cause: unknown): OcLocalError {
  const isForbidden = (cause as NodeJS.ErrnoException).code === "EACCES";
  return new OcLocalError("BAD_DATA", `${path}: cannot be read (${errorMessage(cause)})`, {
    hint: isForbidden
      ? "allow it with chmod u+r on the file and u+x on its folders"
      : "copy the file to where it can be read",
    cause,
  });
}

function notGzip(path: string, cause: unknown): OcLocalError {
  return new OcLocalError("BAD_DATA", `${path}: not a complete gzip file (${errorMessage(cause)})`, {
    hint: "copy or download the file again",
    cause,
  });
}

async function missingFile(path: string, cause: unknown): Promise<OcLocalError> {
  const folder = dirname(path);
  const names = await namesIn(folder);
  if (names === null) {
    const { hint, isMisspelt } = await nearestFolder(folder);
    return new OcLocalError("MISSING_DATA", `no file ${path}: its folder does not exist`, {
      hint: `${hint}; --data-dir names the folder that holds the data sets`,
      isMisspelt,
      cause,
    });
  }
  const { hint, isMisspelt } = nearest(path, folder, names);
  return new OcLocalError("MISSING_DATA", `no file ${path}`, { hint, isMisspelt, cause });
}

/** Letters: names of files are much alike, and another subject's or another split's is not the one that was meant. */
const misspelt = 2;

async function nearestFolder(folder: string): Promise<Nearest> {
  const parent = dirname(folder);
  const names = await namesIn(parent);
  if (names !== null) return nearest(folder, parent, names);
  return parent === folder ? { hint: `${folder} does not exist` } : nearestFolder(parent);
}

type Nearest = Required<Pick<OcLocalErrorOptions, "hint">> & Pick<OcLocalErrorOptions, "isMisspelt">;

function nearest(path: string, folder: string, names: readonly string[]): Nearest {
  const near = didYouMean(basename(path), names, misspelt);
  return near === undefined ? { hint: holds(folder, names) } : { hint: near, isMisspelt: true };
}

function holds(folder: string, names: readonly string[]): string {
  return names.length === 0 ? `${folder} is empty` : `${folder} holds ${listed(names, 5)}`;
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
