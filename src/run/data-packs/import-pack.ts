// A pack of data becomes files below the data root. Everything is written beside it first: where one entry is refused, nothing is
// imported, and an import that was cut off goes on with the files that were whole.

import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, rename, rm, stat, statfs } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Imported } from "../../core/data-pack.ts";
import { OcLocalError } from "../../core/errors.ts";
import { isLeftover, safeParts, UniqueNames } from "./entry-name.ts";
import { isSameFile } from "./file-hash.ts";
import { type PackEntry, packEntries, packKind } from "./pack-entries.ts";

export interface ImportOptions {
  /** The data root; it is made where it is not there. */
  root: string;
  /** Files that are there and differ are replaced; without it they are refused. */
  replace: boolean;
  signal?: AbortSignal | undefined;
  onProgress?(progress: { files: number; bytes: number; name: string }): void;
}

const GiB = 1024 ** 3;
/** What a file of an archive may grow to: OpenCompass's whole data pack is 2 GiB. */
const mostPackBytes = 64 * GiB;
/** Text packs to a twentieth; zeros to a thousandth. Small archives may: their files are small. */
const mostGrowth = 200;
const harmlessBytes = GiB / 4;

/** @throws OcLocalError BAD_DATA, MISSING_DATA, STORAGE or ABORTED; then the root is as it was. */
export async function importPack(path: string, options: ImportOptions): Promise<Imported> {
  const pack = resolve(path);
  const kind = await packKind(pack);
  const root = resolve(options.root);
  const staging = join(dirname(root), `.${basename(root)}-import-${await identity(pack)}`);
  await mkdir(staging, { recursive: true });
  const budget = new Budget(pack, kind === "folder" ? undefined : (await stat(pack)).size);
  const names = new UniqueNames(pack);
  const staged: string[] = [];
  let leftOut = 0;
  try {
    for await (const entry of packEntries(pack, kind)) {
      options.signal?.throwIfAborted();
      if (isLeftover(entry.name)) {
        leftOut += 1;
        continue;
      }
      const name = belowRoot(safeParts(entry.name, pack)).join("/");
      names.add(name);
      budget.expect(entry.size, entry.name);
      await stage(entry, join(staging, name), { budget, signal: options.signal });
      staged.push(name);
      options.onProgress?.({ files: staged.length, bytes: budget.bytes, name });
    }
    if (staged.length === 0)
      throw new OcLocalError("BAD_DATA", `${pack} holds no files`, {
        hint: "name the archive or folder with the data",
      });
    const compared = await compare(staged, staging, root, options.replace);
    for (const name of [...compared.added, ...compared.replaced]) await move(join(staging, name), join(root, name));
    await rm(staging, { recursive: true });
    return { root, ...compared, bytes: budget.bytes, leftOut };
  } catch (error) {
    // What was whole stays for the next try, unless the pack itself is not to be trusted.
    if (error instanceof OcLocalError && error.code === "BAD_DATA") await rm(staging, { recursive: true, force: true });
    if (options.signal?.aborted)
      throw new OcLocalError("ABORTED", "stopped while data were imported: nothing was changed", {
        hint: "the same command goes on where it stopped",
      });
    throw await asStorage(error, root);
  }
}

/** Of a pack as it lies there: another one has another folder beside the root. */
async function identity(pack: string): Promise<string> {
  const { size, mtimeMs } = await stat(pack);
  return createHash("sha256").update(`${pack}\n${size}\n${mtimeMs}`).digest("hex").slice(0, 12);
}

/** OpenCompass's packs have everything below data/, the root itself. */
function belowRoot(parts: string[]): string[] {
  return parts[0] === "data" && parts.length > 1 ? parts.slice(1) : parts;
}

async function stage(
  entry: PackEntry,
  target: string,
  { budget, signal }: { budget: Budget; signal: AbortSignal | undefined },
): Promise<void> {
  const found = await stat(target).catch(() => undefined);
  if (found?.size === entry.size) {
    budget.add(entry.size, entry.name);
    return;
  }
  await mkdir(dirname(target), { recursive: true });
  const counted = new Transform({
    transform(piece: Buffer, _encoding, done) {
      try {
        budget.add(piece.length, entry.name);
        done(null, piece);
      } catch (error) {
        done(error as Error);
      }
    },
  });
  const unfinished = `${target}.part`;
  await pipeline(await entry.open(), counted, createWriteStream(unfinished), { signal });
  await rename(unfinished, target);
}

/** What of the staged files is new. @throws OcLocalError BAD_DATA where files would be replaced without being asked for it. */
async function compare(names: readonly string[], staging: string, root: string, replace: boolean) {
  const [added, replaced, same]: [string[], string[], string[]] = [[], [], []];
  for (const name of names) {
    const found = await stat(join(root, name)).catch(() => undefined);
    if (found === undefined) added.push(name);
    else if (found.isFile() && (await isSameFile(join(root, name), join(staging, name)))) same.push(name);
    else replaced.push(name);
  }
  if (replaced.length > 0 && !replace) {
    const shown = replaced.slice(0, 3).join(", ");
    throw new OcLocalError(
      "BAD_DATA",
      `${replaced.length} ${replaced.length === 1 ? "file is" : "files are"} in ${root} already and differ: ${shown}`,
      { hint: "nothing was imported; --replace takes those of the pack" },
    );
  }
  return { added, replaced, same };
}

async function move(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await rename(from, to);
}

/** How much a pack may unpack to. */
class Budget {
  readonly #pack: string;
  readonly #packed: number | undefined;
  bytes = 0;

  /** @param packed Size of the archive; undefined for a folder. */
  constructor(pack: string, packed: number | undefined) {
    this.#pack = pack;
    this.#packed = packed;
  }

  /** What an entry says of itself, before it is read. */
  expect(size: number, name: string): void {
    this.#check(this.bytes + size, name);
  }

  add(bytes: number, name: string): void {
    this.bytes += bytes;
    this.#check(this.bytes, name);
  }

  #check(bytes: number, name: string): void {
    const isGrown = this.#packed !== undefined && bytes > harmlessBytes && bytes > this.#packed * mostGrowth;
    if (bytes <= mostPackBytes && !isGrown) return;
    const why = isGrown ? `${mostGrowth} times the archive's size` : `${mostPackBytes / GiB} GiB`;
    throw new OcLocalError("BAD_DATA", `${this.#pack}: the entry ${JSON.stringify(name)} brings it beyond ${why}`, {
      hint: "nothing was imported: data do not pack so well; take the archive from a source that you trust",
    });
  }
}

async function asStorage(error: unknown, root: string): Promise<unknown> {
  const { code } = error as NodeJS.ErrnoException;
  if (code !== "ENOSPC" && code !== "EACCES" && code !== "EROFS" && code !== "EDQUOT") return error;
  const free = await statfs(dirname(root)).catch(() => undefined);
  const left = free === undefined ? "" : ` (${Math.round((free.bavail * free.bsize) / 1024 ** 2)} MiB free)`;
  return new OcLocalError("STORAGE", `cannot write beside ${root}: ${code}${left}`, {
    hint: "make room or name another folder with --data-dir; the same command goes on where it stopped",
    cause: error,
  });
}
