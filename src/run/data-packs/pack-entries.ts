// The files of a zip, of a tar (gzipped or not) or of a folder, one after the other. Only files and folders are entries: links and
// devices are refused.

import { createReadStream } from "node:fs";
import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import type { Entry } from "yauzl";
import { errorMessage, OcLocalError } from "../../core/errors.ts";

export interface PackEntry {
  name: string;
  /** Bytes, as the pack says. */
  size: number;
  open(): Promise<Readable>;
}

export type PackKind = "zip" | "tar" | "folder";

/** @throws OcLocalError MISSING_DATA or BAD_DATA */
export async function packKind(path: string): Promise<PackKind> {
  const found = await lstat(path).catch(() => undefined);
  if (found === undefined)
    throw new OcLocalError("MISSING_DATA", `${path} does not exist`, {
      hint: "name the archive or folder that holds the data",
    });
  if (found.isDirectory()) return "folder";
  if (/\.zip$/i.test(path)) return "zip";
  if (/\.(tar|tar\.gz|tgz)$/i.test(path)) return "tar";
  throw new OcLocalError(
    "BAD_DATA",
    `${path} is no folder, and its name ends in neither .zip, .tar, .tar.gz nor .tgz`,
    {
      hint: "name an archive of one of these kinds, or the folder that it was unpacked into",
    },
  );
}

/** Its files in order. The next entry is there once the one before has been read, or passed over. @throws OcLocalError BAD_DATA */
export async function* packEntries(path: string, kind: PackKind): AsyncGenerator<PackEntry> {
  const entries = { zip: zipEntries, tar: tarEntries, folder: folderEntries }[kind](path);
  try {
    yield* entries;
  } catch (cause) {
    if (cause instanceof OcLocalError) throw cause;
    // The reader of zips has rules of its own for names, which say the same as ours.
    if (/^(invalid relative path|absolute path|invalid characters in fileName)/.test(errorMessage(cause)))
      throw new OcLocalError("BAD_DATA", `${path}: an entry leads out of the folder: ${errorMessage(cause)}`, {
        hint: "nothing was imported; take the archive from a source that you trust",
        cause,
      });
    throw new OcLocalError("BAD_DATA", `${path} cannot be read as an archive: ${errorMessage(cause)}`, {
      hint: "nothing was imported; the archive is incomplete or damaged: get it again",
      cause,
    });
  }
}

function notAFile(path: string, name: string, what: string): OcLocalError {
  return new OcLocalError("BAD_DATA", `${path}: the entry ${JSON.stringify(name)} is ${what}`, {
    hint: "nothing was imported; a pack of data holds files and folders only",
  });
}

async function* zipEntries(path: string): AsyncGenerator<PackEntry> {
  // What most commands do without is loaded where it is needed.
  const { openPromise } = await import("yauzl");
  const zip = await openPromise(path, {
    lazyEntries: true,
    autoClose: false,
    decodeStrings: true,
    strictFileNames: true,
  });
  try {
    for await (const entry of zip.eachEntry()) {
      const kind = unixKind(entry);
      if (entry.fileName.endsWith("/")) continue;
      if (kind !== undefined && kind !== regularFile) throw notAFile(path, entry.fileName, "a link or a device");
      if (entry.isEncrypted()) throw notAFile(path, entry.fileName, "encrypted");
      yield {
        name: entry.fileName,
        size: entry.uncompressedSize,
        open: () => zip.openReadStreamPromise(entry),
      };
    }
  } finally {
    zip.close();
  }
}

const regularFile = 0o100000;

/** The kind of file in the mode that Unix programs store; undefined where another system made the archive. */
function unixKind(entry: Entry): number | undefined {
  const isUnix = entry.versionMadeBy >> 8 === 3;
  const kind = (entry.externalFileAttributes >>> 16) & 0o170000;
  return isUnix && kind !== 0 ? kind : undefined;
}

async function* tarEntries(path: string): AsyncGenerator<PackEntry> {
  const stored = createReadStream(path);
  const { extract } = await import("tar-stream");
  const tar = extract();
  const stop = (error: Error) => tar.destroy(error);
  stored.on("error", stop);
  if (/gz$/i.test(path)) stored.pipe(createGunzip().on("error", stop)).pipe(tar);
  else stored.pipe(tar);
  try {
    for await (const entry of tar) {
      const { name, type, size = 0 } = entry.header;
      if (type === "file" || type === "contiguous-file")
        yield { name, size, open: async () => entry as unknown as Readable };
      else if (type !== "directory") throw notAFile(path, name, `a ${type}`);
      entry.resume();
    }
  } finally {
    stored.destroy();
  }
}

async function* folderEntries(path: string, below = ""): AsyncGenerator<PackEntry> {
  const found = await readdir(join(path, below), { withFileTypes: true });
  for (const entry of found.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const name = below === "" ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) yield* folderEntries(path, name);
    else if (!entry.isFile()) throw notAFile(path, name, "a link or a device");
    else {
      const { size } = await lstat(join(path, name));
      yield { name, size, open: async () => createReadStream(join(path, name)) };
    }
  }
}
