// The models that lie in a folder and some levels below it, in the layouts of the programs that bring them: plain folders, LM Studio
// (publisher/repository/file), the cache of Hugging Face (models--org--name/snapshots/hash), the store of Ollama, links, split files.

import { type Dirent, existsSync, readdirSync, realpathSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { readOutsideFile } from "../../core/outside-file.ts";
import { partPaths } from "../../engines/gguf.ts";
import { ollamaModels } from "./ollama.ts";

export interface FoundGguf {
  /** Of a split model the first part that is there. */
  path: string;
  /** What Ollama calls it; its files have no names. */
  ollamaName?: string;
}

export interface FoundModels {
  /** In order of their paths; a file that is linked twice under one name is there once. Projectors are left out. */
  ggufs: FoundGguf[];
  /** Folders that hold an .onnx file, themselves or below onnx/. */
  onnx: string[];
  /** Folders of weights that have to be converted: Hugging Face checkpoints and PEFT adapters. */
  checkpoints: string[];
  /** Folders that could not be read. */
  unreadable: string[];
  /** There was more than is looked through. */
  isCut: boolean;
}

/** ~/.cache/huggingface → hub → models--org--name → snapshots → hash → a folder of parts. */
const deepest = 6;
/** A folder that holds more is no folder of models. */
const mostEntries = 50_000;

export function findModels(root: string): FoundModels {
  const found: FoundModels = { ggufs: [], onnx: [], checkpoints: [], unreadable: [], isCut: false };
  const visited = new Set<string>();
  let entries = 0;
  const look = (folder: string, depth: number) => {
    const real = orUnreadable(folder, found, () => realpathSync(folder));
    if (real === undefined || visited.has(real)) return;
    visited.add(real);
    const listed = list(folder, found);
    entries += listed.length;
    addFiles(folder, listed, found);
    for (const name of subfolders(folder, listed)) {
      if (depth >= deepest || entries > mostEntries) found.isCut = true;
      else look(join(folder, name), depth + 1);
    }
  };
  if (statSync(root, { throwIfNoEntry: false })?.isDirectory()) look(root, 0);
  return { ...found, ggufs: withoutRepeats(found.ggufs) };
}

export function isGguf(path: string): boolean {
  return /\.gguf$/i.test(path);
}

/** Weights of PyTorch or safetensors, with the configuration that says what they are. */
export function isCheckpoint(names: readonly string[]): boolean {
  const hasWeights = names.some((name) => /\.safetensors$|^pytorch_model.*\.bin$|^consolidated.*\.pth$/.test(name));
  return (hasWeights && names.includes("config.json")) || names.includes("adapter_config.json");
}

function list(folder: string, found: FoundModels): Dirent[] {
  const listed = orUnreadable(folder, found, () => readdirSync(folder, { withFileTypes: true }));
  return listed?.sort((a, b) => (a.name < b.name ? -1 : 1)) ?? [];
}

/** What other users' folders do not show is told where a model is not found. */
function orUnreadable<Result>(folder: string, found: FoundModels, read: () => Result): Result | undefined {
  try {
    return read();
  } catch {
    found.unreadable.push(folder);
    return undefined;
  }
}

function addFiles(folder: string, listed: readonly Dirent[], found: FoundModels): void {
  const names = listed.filter((entry) => !entry.isDirectory()).map(({ name }) => name);
  const ggufs = names.filter((name) => isGguf(name) && !/mmproj/i.test(name));
  for (const path of firstParts(ggufs.map((name) => join(folder, name)))) found.ggufs.push({ path });
  if (names.some((name) => name.endsWith(".onnx")) || hasOnnxBelow(folder, found)) found.onnx.push(folder);
  if (isCheckpoint(names)) found.checkpoints.push(folder);
  if (["blobs", "manifests"].every((name) => listed.some((entry) => entry.name === name)))
    found.ggufs.push(...(orUnreadable(folder, found, () => ollamaModels(folder)) ?? []));
}

function hasOnnxBelow(folder: string, found: FoundModels): boolean {
  const below = join(folder, "onnx");
  return leadsToFolder(below) && list(below, found).some(({ name }) => name.endsWith(".onnx"));
}

/** A split model is one. Without its first part it is told by the first that is there, and refused for the others. */
function firstParts(paths: readonly string[]): string[] {
  const models = new Map<string, string>();
  for (const path of paths) {
    const first = partPaths(path)[0] as string;
    if (!models.has(first)) models.set(first, path);
  }
  return [...models.values()];
}

/** Links to folders count. Of a repository in Hugging Face's cache one version does, the one that was asked for last. */
function subfolders(folder: string, listed: readonly Dirent[]): string[] {
  const names = listed
    .filter((entry) => entry.isDirectory() || (entry.isSymbolicLink() && leadsToFolder(join(folder, entry.name))))
    .map(({ name }) => name)
    .filter((name) => !name.startsWith(".") && name !== "node_modules" && name !== "onnx");
  if (basename(folder) !== "snapshots") return names;
  const reference = join(folder, "..", "refs", "main");
  const current = existsSync(reference) ? currentVersion(reference) : undefined;
  return current !== undefined && names.includes(current) ? [current] : names;
}

/** Undefined where it cannot be told: every version counts then. */
function currentVersion(reference: string): string | undefined {
  try {
    return readOutsideFile(reference, "model index").toString("utf8").trim();
  } catch {
    return undefined;
  }
}

/** False also for links that lead in a circle or into what may not be entered: nothing can be taken from there. */
function leadsToFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function withoutRepeats(ggufs: readonly FoundGguf[]): FoundGguf[] {
  const seen = new Set<string>();
  return ggufs.filter(({ path }) => {
    // A link that leads nowhere is a model that is missing, and is said to be.
    const same = `${basename(path)}\n${existsSync(path) ? realpathSync(path) : path}`;
    return !seen.has(same) && seen.add(same);
  });
}
