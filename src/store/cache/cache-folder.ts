// Where answers are kept across runs: <folder>/<engine>-<version>-<model part of the key>/<writer>.jsonl. Each writer appends to a
// file of its own, so that several runs can share a folder without a lock; readers take what is whole.

import { accessSync, constants, readdirSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { errorMessage, OcLocalError } from "../../core/errors.ts";
import { packageVersion } from "../../core/package.ts";
import { modelPart } from "../journal/row-key.ts";
import { refuseLinks } from "../workspace/links.ts";
import { makeFolder } from "../workspace/workspace.ts";

/** $XDG_CACHE_HOME/oc-local/answers, else ~/.cache/oc-local/answers. */
export function defaultCacheFolder(): string {
  const base = process.env.XDG_CACHE_HOME;
  return join(base !== undefined && base !== "" ? base : join(homedir(), ".cache"), "oc-local", "answers");
}

/**
 * Makes the folder. @throws OcLocalError WORKSPACE where it cannot be written, or somebody's link in it leads what is written elsewhere:
 * told before anything is computed.
 */
export function prepareCacheFolder(folder: string): void {
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK);
    refuseLinks(folder);
  } catch (error) {
    const why = error instanceof OcLocalError ? error.message : `cannot write to ${folder}: ${errorMessage(error)}`;
    throw new OcLocalError("WORKSPACE", `--cache: ${why}`, {
      hint: "name another folder with --cache FOLDER, or leave --cache out",
      cause: error,
    });
  }
}

/** Engines agree up to rounding only, and versions may score otherwise: each has answers of its own. */
export function modelFolder(folder: string, engine: string, modelFingerprint: string): string {
  return join(folder, `${engine}-${packageVersion}-${modelPart(modelFingerprint)}`);
}

/** Files of answers of one model, in a fixed order; none where there is no folder. */
export function answerFiles(folder: string): string[] {
  if (statSync(folder, { throwIfNoEntry: false }) === undefined) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".jsonl"))
    .sort()
    .map((name) => join(folder, name));
}

/** Bytes of all answers of all models. */
export function cacheSize(folder: string): number {
  const models = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const files = models.flatMap(({ name }) => answerFiles(join(folder, name)));
  return files.reduce((sum, path) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0), 0);
}
