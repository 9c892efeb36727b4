// The folder that holds the data sets, laid out like OpenCompass's data/ (ceval/, mmlu/, gsm8k/ ...), and where it was
// found: the flag, the environment, ./data, or the sample data that ships with this package.

import { existsSync, realpathSync } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative, resolve } from "node:path";
import { OcLocalError, UsageError } from "../core/errors.ts";
import { packageRoot } from "../core/package.ts";

export interface DataRoot {
  /** Absolute. */
  path: string;
  origin: "flag" | "env" | "cwd" | "package";
  /** The root holds SAMPLE.md: made-up rows that show the layout and measure nothing. */
  isSample: boolean;
}

export interface DataRootOptions {
  /** `--data-dir` */
  dataDir?: string;
  cwd: string;
  env: Record<string, string | undefined>;
}

const variable = "OC_LOCAL_DATA";

/** A folder or file of this package's own data/, for data sets that are always read from there. */
export function sampleDataPath(name: string): string {
  return join(packageRoot, "data", name);
}

/** Whether a folder or file lies in this package's own data/, by its real path. */
export function isSampleData(path: string): boolean {
  const within = relative(realPath(sampleDataPath("")), realPath(path));
  return !within.startsWith("..") && !isAbsolute(within);
}

/** Of a path that need not exist: loaders may add an ending to it. */
function realPath(path: string): string {
  return existsSync(path)
    ? realpathSync(path)
    : join(existsSync(dirname(path)) ? realpathSync(dirname(path)) : dirname(path), basename(path));
}

/** @throws UsageError when the flag or the variable names no folder; nothing is tried in its place. */
export async function findDataRoot({ dataDir, cwd, env }: DataRootOptions): Promise<DataRoot> {
  if (dataDir !== undefined) return await namedRoot(resolve(cwd, dataDir), "flag", "--data-dir");
  const fromEnv = env[variable];
  if (fromEnv !== undefined && fromEnv !== "") return await namedRoot(resolve(cwd, fromEnv), "env", variable);
  const here = join(cwd, "data");
  if ((await kindOf(here)) === "folder") return await rootAt(here, "cwd");
  const sample = sampleDataPath("");
  if ((await kindOf(sample)) === "folder") return await rootAt(sample, "package");
  throw new OcLocalError("MISSING_DATA", `no data folder: neither ${here} nor ${sample} exists`, {
    hint: "name the folder with --data-dir",
  });
}

async function namedRoot(path: string, origin: "flag" | "env", source: string): Promise<DataRoot> {
  const kind = await kindOf(path);
  if (kind === "folder") return await rootAt(path, origin);
  const reason = kind === "file" ? "it is a file" : "it does not exist";
  throw new UsageError(`${source} names ${path}, but ${reason}`, {
    hint: "give the folder that holds the data sets (ceval, mmlu, gsm8k ...)",
  });
}

async function rootAt(path: string, origin: DataRoot["origin"]): Promise<DataRoot> {
  const root = await unwrap(path);
  return { path: root, origin, isSample: (await kindOf(join(root, "SAMPLE.md"))) === "file" };
}

// The OpenCompass archives hold a folder data/. Unzipped into a folder of their own, the layout lies one step deeper; that is
// certain only where data/ is the one folder there, besides hidden ones and what macOS adds.
async function unwrap(path: string): Promise<string> {
  const entries = await readdir(path, { withFileTypes: true });
  const folders = entries
    .filter((entry) => entry.isDirectory() || entry.isSymbolicLink())
    .map((entry) => entry.name)
    .filter((name) => !name.startsWith(".") && name !== "__MACOSX");
  const inner = join(path, "data");
  return folders.length === 1 && folders[0] === "data" && (await kindOf(inner)) === "folder" ? inner : path;
}

async function kindOf(path: string): Promise<"file" | "folder" | null> {
  try {
    return (await stat(path)).isDirectory() ? "folder" : "file";
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT" || code === "ENOTDIR") return null;
    throw error;
  }
}
