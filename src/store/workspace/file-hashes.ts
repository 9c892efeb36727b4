// SHA-256 of whole model files, for the manifest: computed beside a run, remembered by identity of the file, and given up
// when the run is over. The fingerprint in row keys does not wait for it.

import { createHash } from "node:crypto";
import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { z } from "zod";
import { OcLocalError } from "../../core/errors.ts";
import { writeFileAtomically } from "../../core/write-file.ts";
import { defaultCacheFolder } from "../cache/cache-folder.ts";

/** Hexadecimal SHA-256 by file name. */
export type FileHashes = Record<string, string>;

const remembered = z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/));

/** Milliseconds that the end of a run may wait. */
const endMs = 1000;

export class BackgroundHashes {
  readonly #stop = new AbortController();
  readonly #done: Promise<void>;

  /** @param files Paths by model. @param onHashed Called once per model, when all its files are read. */
  constructor(
    files: ReadonlyMap<string, readonly string[]>,
    onHashed: (model: string, hashes: FileHashes) => void,
    memory = join(defaultCacheFolder(), "..", "sha256.json"),
  ) {
    this.#done = this.#hashAll(files, onHashed, memory);
    // Told by end(); until then nobody listens.
    this.#done.catch(() => {});
  }

  /** Waits a moment for what is nearly done and gives up the rest. @returns Whether every file was read. */
  async end(withinMs = endMs): Promise<boolean> {
    const timer = setTimeout(() => this.#stop.abort(), withinMs);
    try {
      await this.#done;
      return true;
    } catch (error) {
      if (this.#stop.signal.aborted) return false;
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  async #hashAll(
    files: ReadonlyMap<string, readonly string[]>,
    onHashed: (model: string, hashes: FileHashes) => void,
    memory: string,
  ): Promise<void> {
    for (const [model, paths] of files) {
      const hashes: FileHashes = {};
      for (const path of paths) hashes[basename(path)] = await this.#hash(path, memory);
      onHashed(model, hashes);
    }
  }

  async #hash(path: string, memory: string): Promise<string> {
    const identity = identityOf(path);
    const known = readMemory(memory)[identity];
    if (known !== undefined) return known;
    const hash = createHash("sha256");
    const stream = createReadStream(path, { highWaterMark: 1 << 20, signal: this.#stop.signal });
    for await (const piece of stream) hash.update(piece as Buffer);
    const digest = hash.digest("hex");
    // A file that was written meanwhile has no hash that would be true of it later.
    if (identityOf(path) === identity) remember(memory, identity, digest);
    return digest;
  }
}

/** A file that was changed or replaced has another one. */
function identityOf(path: string): string {
  const { dev, ino, size, mtimeNs } = statSync(path, { bigint: true });
  return [dev, ino, size, mtimeNs].join(":");
}

/** A damaged memory is an empty one: it only saves time. */
function readMemory(path: string): FileHashes {
  if (!existsSync(path)) return {};
  try {
    return remembered.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return {};
    throw error;
  }
}

/** Where nothing can be written the file is read again next time. */
function remember(path: string, identity: string, digest: string): void {
  try {
    writeFileAtomically(path, `${JSON.stringify({ ...readMemory(path), [identity]: digest }, null, 1)}\n`);
  } catch (error) {
    if (!(error instanceof OcLocalError)) throw error;
  }
}
