// Models and datasets of a user's own by name: the files of configs/models and configs/datasets beside the config or in the
// current folder, or below --config-dir. They are read when a name is looked up.

import { existsSync, readdirSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, extname, join, relative, resolve } from "node:path";
import { errorMessage, OcLocalError, UsageError } from "../core/errors.ts";
import { codeRoot, packageRoot } from "../core/package.ts";
import type { LoadedFile } from "./config-folder.ts";
import type { DatasetConfig } from "./dataset-schema.ts";
import type { DatasetFamily, DatasetLoader, ModelFamily } from "./define.ts";
import { type Guard, isCode, isReadable, readValue } from "./read-value.ts";
import { datasetFromUpstream } from "./upstream/dataset-entry.ts";
import { type Fields, isFields, type Place } from "./upstream/fields.ts";
import { modelFromUpstream } from "./upstream/model-entry.ts";

/** A user's own entries; what is found there goes before the built-in ones. */
export interface UserEntries {
  models(): Promise<LoadedFile<ModelFamily>[]>;
  datasets(): Promise<LoadedFile<DatasetFamily>[]>;
  /** What should be known of them: files that are left out, names that they take over. */
  notes: string[];
}

export interface UserPlaces {
  cwd: string;
  /** A config file or the name of a built-in one. */
  config?: string | undefined;
  configDir?: string | undefined;
  /** Stands before each file that is code. @default none */
  guard?: Guard | undefined;
}

/** @throws UsageError where `configDir` is no folder. */
export function userEntries(places: UserPlaces): UserEntries {
  const notes: string[] = [];
  const folders = foldersOf(places, notes);
  const all = async <Family>(kind: "models" | "datasets", read: Reading<Family>) =>
    (await Promise.all(folders.map((folder) => readFolder(join(folder, kind), places, read, notes)))).flat();
  let models: Promise<LoadedFile<ModelFamily>[]> | undefined;
  let datasets: Promise<LoadedFile<DatasetFamily>[]> | undefined;
  return {
    notes,
    models() {
      models ??= all("models", modelFamily);
      return models;
    },
    datasets() {
      datasets ??= all("datasets", datasetFamily);
      return datasets;
    },
  };
}

type Reading<Family> = (value: unknown, name: string, place: Place) => Family | undefined;

/** Absolute. @param notes Is told of a folder that is left out. */
export function foldersOf({ cwd, config, configDir }: UserPlaces, notes: string[] = []): string[] {
  if (configDir !== undefined) {
    const folder = resolve(cwd, configDir);
    if (isFolder(folder)) return [folder];
    throw new UsageError(`--config-dir: there is no folder ${folder}`, {
      hint: "name the folder that holds models/ and datasets/",
    });
  }
  const beside = config === undefined ? [] : [join(dirname(resolve(cwd, config)), "configs")];
  const own = [packageRoot, codeRoot]
    .map((root) => join(root, "configs"))
    .filter(existsSync)
    .map((path) => realpathSync(path));
  const found = [...beside, join(cwd, "configs")]
    .filter(isFolder)
    .filter((folder) => !own.includes(realpathSync(folder)));
  const ofRuns = found.filter(isOfRun);
  for (const folder of ofRuns.filter(holdsEntries))
    notes.push(`${folder} is left out: it belongs to a run; --config-dir ${folder} reads it all the same`);
  return [...new Set(found.filter((folder) => !ofRuns.includes(folder)))];
}

/** A run's own folder may come from anybody: nothing in it is taken for the user's entries because somebody stands in it. */
function isOfRun(folder: string): boolean {
  const parent = dirname(realpathSync(folder));
  return (
    /^\d{8}_\d{6}$/.test(basename(parent)) ||
    existsSync(join(folder, "invocation.json")) ||
    ["manifest.json", "journal"].every((name) => existsSync(join(parent, name)))
  );
}

function holdsEntries(folder: string): boolean {
  return ["models", "datasets"].some((kind) => isFolder(join(folder, kind)));
}

async function readFolder<Family>(
  folder: string,
  { cwd, guard }: UserPlaces,
  read: Reading<Family>,
  notes: string[],
): Promise<LoadedFile<Family>[]> {
  if (!isFolder(folder)) return [];
  const files = readdirSync(folder).filter(
    (file) => isReadable(file) && !file.startsWith("_") && !file.endsWith(".d.ts"),
  );
  // Before any of them is read, and not told as a file that is left out: without it a name would mean something else.
  for (const file of files.filter(isCode)) guard?.(join(folder, file));
  const loaded = await Promise.all(files.sort().map((file) => readFile(join(folder, file), cwd, read, notes)));
  return loaded.filter((each) => each !== undefined);
}

/** A file that cannot be read leaves the others usable. */
async function readFile<Family>(
  path: string,
  cwd: string,
  read: Reading<Family>,
  notes: string[],
): Promise<LoadedFile<Family> | undefined> {
  const shown = shownPath(path, cwd);
  const name = basename(path, extname(path));
  try {
    const place: Place = { at: shown, onIgnored: (field, why) => notes.push(`${field} has no effect: ${why}`) };
    const value = read(await readValue(path, shown), name, place);
    if (value !== undefined) return { name, path: shown, value };
    notes.push(`${shown} is left out: it holds no entries of its kind`);
  } catch (error) {
    notes.push(`${shown} is left out: ${errorMessage(error)}`);
  }
  return undefined;
}

/** Models by name, or one model that the file's name names. */
function modelFamily(value: unknown, name: string, place: Place): ModelFamily | undefined {
  const models = isFields(value) && "models" in value ? value.models : value;
  const [only, ...others] = Array.isArray(models) ? models.flat() : [];
  if (isFields(only) && others.length === 0) return modelFamily(only, name, place);
  if (!isFields(models)) return undefined;
  const isOne = ["path", "files", "type", "kind"].some((key) => key in models);
  const named = isOne ? { [name]: models } : models;
  if (!Object.values(named).every(isFields)) return undefined;
  const entries = Object.entries(named as Record<string, Fields>).map(([key, entry]) => {
    const inEntry = { ...place, at: `${place.at}: ${key}` };
    return [key, modelFromUpstream({ abbr: key, ...entry }, inEntry)] as const;
  });
  return Object.fromEntries(entries) as ModelFamily;
}

/** A family as defineDataset takes it, or entries that the file's name names. */
function datasetFamily(value: unknown, name: string, place: Place): DatasetFamily | undefined {
  if (isFields(value) && (isFields(value.variants) || typeof value.load === "function"))
    return familyOf(name, value, place);
  const datasets = isFields(value) && "datasets" in value ? value.datasets : value;
  const entries: unknown[] = (isFields(datasets) ? [datasets] : Array.isArray(datasets) ? datasets : []).flat();
  if (entries.length === 0 || !entries.every(isFields)) return undefined;
  return familyOf(name, { variants: { [name]: entries } }, place);
}

function familyOf(name: string, family: Fields, place: Place): DatasetFamily {
  const variants = isFields(family.variants) ? Object.entries(family.variants) : [];
  const load = typeof family.load === "function" ? (family.load as DatasetLoader) : undefined;
  const build = (variant: string, made: unknown) => () =>
    variantOf(variant, made, place).map((entry) => withLoader(entry, name, load));
  return {
    title: name,
    ...family,
    variants: Object.fromEntries(variants.map(([variant, made]) => [variant, build(variant, made)])),
  };
}

/** Workers and the data reader know the built-in families by name; a user's goes with the entry. */
function withLoader(entry: DatasetConfig, family: string, load: DatasetLoader | undefined): DatasetConfig {
  return load && entry.source?.type === family ? { ...entry, source: { ...entry.source, type: load } } : entry;
}

/** An entry of a config may name a family of the user's as its loader. */
export async function withUserLoader(entry: DatasetConfig, user: UserEntries): Promise<DatasetConfig> {
  const { type } = entry.source;
  if (typeof type !== "string") return entry;
  const family = (await user.datasets()).find(({ name, value }) => name === type && value.load !== undefined);
  return family === undefined ? entry : withLoader(entry, type, family.value.load);
}

/** Entries, or as defineDataset has it what makes them. */
function variantOf(name: string, made: unknown, { at, onIgnored }: Place): DatasetConfig[] {
  const entries: unknown = typeof made === "function" ? (made as () => unknown)() : made;
  if (!Array.isArray(entries) || !entries.every(isFields))
    throw new OcLocalError("CONFIG", `${at}: variant "${name}" is no list of entries`);
  return entries.map((entry, i) =>
    datasetFromUpstream(entry, { at: `${at}: ${name}[${i}]`, onIgnored }),
  ) as unknown as DatasetConfig[];
}

function shownPath(path: string, cwd: string): string {
  const fromHere = relative(cwd, path);
  return fromHere.startsWith("..") ? path : `./${fromHere}`;
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}
