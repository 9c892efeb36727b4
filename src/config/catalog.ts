// The built-in models and datasets by name. The folders configs/models and configs/datasets are the registry: a file
// added there is known here.

import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { OcLocalError } from "../core/errors.ts";
import { didYouMean } from "../core/nearest-names.ts";
import { codeRoot, moduleExtension } from "../core/package.ts";
import { nameIn } from "./config-path.ts";
import { type DatasetConfig, datasetSchema } from "./dataset-schema.ts";
import type { DatasetFamily, DatasetLoader, EvalConfigFile, ModelFamily } from "./define.ts";
import type { ModelInput } from "./model-schema.ts";
import { parseConfig } from "./parse.ts";

export interface CatalogEntry {
  /** What `--models` or `--datasets` takes. */
  name: string;
  /** The file that defines it, relative to the package. */
  path: string;
}

export interface NamedDatasets {
  /** The variant's full name, after aliases. */
  name: string;
  family: DatasetFamily;
  familyName: string;
  entries: DatasetConfig[];
}

export async function listModels(): Promise<CatalogEntry[]> {
  const families = await loadFolder<ModelFamily>("models");
  return sorted(families.flatMap(({ path, value }) => Object.keys(value).map((name) => ({ name, path }))));
}

export async function listDatasets(): Promise<CatalogEntry[]> {
  const families = await loadFolder<DatasetFamily>("datasets");
  return sorted(families.flatMap(({ path, value }) => datasetNames(value).map((name) => ({ name, path }))));
}

/** @throws OcLocalError UNKNOWN_NAME with the nearest names. */
export async function findModel(name: string): Promise<ModelInput> {
  const families = await loadFolder<ModelFamily>("models");
  const wanted = nameIn(name);
  const found = families.filter(({ value }) => Object.hasOwn(value, wanted));
  if (found.length === 1) return found[0]?.value[wanted] as ModelInput;
  throw unknownName(
    "model",
    name,
    families.flatMap(({ value }) => Object.keys(value)),
    found.map(({ path }) => path),
  );
}

/** Models that a reference means: one by its name, or those of a family's file. @throws OcLocalError UNKNOWN_NAME */
export async function findModels(reference: string): Promise<Record<string, ModelInput>> {
  const families = await loadFolder<ModelFamily>("models");
  const wanted = nameIn(reference);
  const family = families.find(({ name }) => name === wanted && /(^|\/)configs\/models\//.test(reference));
  const isName = families.some(({ value }) => Object.hasOwn(value, wanted));
  return family === undefined || isName ? { [wanted]: await findModel(reference) } : family.value;
}

/**
 * Looks up a variant, an alias or a family's bare name. A bare name stands for its `_ppl` default on base models and
 * its `_gen` default on chat models.
 * @param kinds Kinds of the models of the run; a bare name with both kinds is ambiguous.
 */
export async function findDatasets(name: string, kinds: ReadonlySet<"base" | "chat">): Promise<NamedDatasets> {
  const families = await loadFolder<DatasetFamily>("datasets");
  const wanted = nameIn(name);
  const byName = families.filter(({ value }) => datasetNames(value).includes(wanted));
  if (byName.length === 1) return namedDatasets(byName[0] as LoadedFile<DatasetFamily>, wanted);
  if (byName.length > 1)
    throw unknownName(
      "dataset",
      name,
      [],
      byName.map(({ path }) => path),
    );
  const family = families.find((file) => file.name === wanted);
  if (family !== undefined) return namedDatasets(family, defaultVariant(family, kinds));
  // "hellaswag_ppl_47bff9", "SuperGLUE_BoolQ_ppl": a variant that OpenCompass has.
  const words = wanted.toLowerCase().split("_");
  const reader = families.find(({ name, value }) => words.includes(name) && datasetNames(value).length === 0);
  if (reader !== undefined) throw onlyRead(reader.name, wanted);
  throw unknownName(
    "dataset",
    name,
    families.flatMap(({ value }) => datasetNames(value)),
    [],
  );
}

/** The file of a family; its name is the family's name. */
export async function findFamily(familyName: string): Promise<DatasetFamily> {
  const families = await loadFolder<DatasetFamily>("datasets");
  const found = families.find(({ name }) => name === familyName);
  if (found !== undefined) return found.value;
  throw unknownName(
    "dataset loader",
    familyName,
    families.map(({ name }) => name),
    [],
  );
}

/** Names of the families, which are the names of their files. */
export function listFamilies(): string[] {
  return listFolder("datasets");
}

/** The entries of every variant of a family. */
export async function variantsOf(familyName: string): Promise<DatasetConfig[][]> {
  const { variants } = await findFamily(familyName);
  return Object.entries(variants).map(([name, build]) => parseEntries(build(), `${familyName} (${name})`));
}

/** What reads the files of a dataset entry. @param familyName Its `source.type`. */
export async function findLoader(familyName: string): Promise<DatasetLoader> {
  const { load } = await findFamily(familyName);
  if (load !== undefined) return load;
  throw new OcLocalError("CONFIG", `configs/datasets/${familyName}.ts reads no files of its own`);
}

/** A built-in evaluation such as `eval_chat_demo`; undefined when there is none of that name. */
export async function findEvalConfig(name: string): Promise<{ path: string; value: EvalConfigFile } | undefined> {
  const wanted = nameIn(name);
  if (!listFolder("").includes(wanted)) return undefined;
  return { path: `configs/${wanted}`, value: await importConfig<EvalConfigFile>("", wanted) };
}

export function listEvalConfigs(): string[] {
  return listFolder("").filter((name) => name.startsWith("eval_"));
}

interface LoadedFile<T> {
  name: string;
  path: string;
  value: T;
}

async function loadFolder<T>(folder: "models" | "datasets"): Promise<LoadedFile<T>[]> {
  return Promise.all(
    listFolder(folder).map(async (name) => ({
      name,
      path: `configs/${folder}/${name}.ts`,
      value: await importConfig<T>(folder, name),
    })),
  );
}

function listFolder(folder: string): string[] {
  return readdirSync(join(codeRoot, "configs", folder))
    .filter((file) => file.endsWith(moduleExtension) && !file.endsWith(".d.ts") && !file.startsWith("_"))
    .map((file) => file.slice(0, -moduleExtension.length))
    .sort();
}

async function importConfig<T>(folder: string, name: string): Promise<T> {
  const file = join(codeRoot, "configs", folder, `${name}${moduleExtension}`);
  const module = (await import(pathToFileURL(file).href)) as { default?: T };
  if (module.default === undefined) {
    throw new OcLocalError("CONFIG", `${relative(codeRoot, file)}: no default export`);
  }
  return module.default;
}

function datasetNames(family: DatasetFamily): string[] {
  return [...Object.keys(family.variants), ...Object.keys(family.aliases ?? {})];
}

function namedDatasets(
  { name: familyName, value: family, path }: LoadedFile<DatasetFamily>,
  wanted: string,
): NamedDatasets {
  const name = family.aliases?.[wanted] ?? wanted;
  const build = family.variants[name];
  if (build === undefined)
    throw new OcLocalError("CONFIG", `${path}: alias "${wanted}" points at no variant ("${name}")`);
  return { name, family, familyName, entries: parseEntries(build(), `${path} (${name})`) };
}

function parseEntries(entries: readonly DatasetConfig[], origin: string): DatasetConfig[] {
  return entries.map((entry) => parseConfig(datasetSchema, entry, origin));
}

/** What a family's bare name stands for. @throws OcLocalError UNKNOWN_NAME where it stands for nothing. */
export function defaultVariant(
  { name, value }: Pick<LoadedFile<DatasetFamily>, "name" | "value">,
  kinds: ReadonlySet<"base" | "chat">,
): string {
  const has = (suffix: string) => datasetNames(value).includes(`${name}_${suffix}`);
  if (!has("ppl") && has("gen")) return `${name}_gen`;
  if (has("ppl") && !has("gen")) return `${name}_ppl`;
  if (datasetNames(value).length === 0) throw onlyRead(name, name);
  if (has("ppl") && has("gen") && kinds.size === 1) return kinds.has("base") ? `${name}_ppl` : `${name}_gen`;
  const why =
    kinds.size === 2 ? "base models are asked by ppl, chat models by gen, and this run has both" : "it has no default";
  throw new OcLocalError("UNKNOWN_NAME", `dataset "${name}" is ambiguous: ${why}`, {
    hint: `name a variant: ${datasetNames(value).join(", ")}`,
  });
}

/** @param wanted The family's name, or one of a variant. */
function onlyRead(name: string, wanted: string): OcLocalError {
  const variant = wanted === name ? "" : `there is no dataset named "${wanted}": `;
  return new OcLocalError(
    "UNKNOWN_NAME",
    `${variant}dataset "${name}" has no prompts of its own yet: only its files can be read`,
    { hint: `write a config with an entry of source: { type: "${name}", path: ... } and your own prompt` },
  );
}

function unknownName(what: string, name: string, known: string[], several: string[]): OcLocalError {
  if (several.length > 1) {
    return new OcLocalError(
      "UNKNOWN_NAME",
      `${what} "${name}" is ambiguous: it is defined in ${several.join(" and ")}`,
    );
  }
  const continued = known.filter((candidate) => candidate.startsWith(nameIn(name)));
  if (continued.length > 1) {
    const hint = `name one of them: ${continued.slice(0, 12).join(", ")}${continued.length > 12 ? ", …" : ""}`;
    return new OcLocalError("UNKNOWN_NAME", `${what} "${name}" is ambiguous: ${continued.length} names begin with it`, {
      hint,
    });
  }
  const hint = name.includes(",")
    ? `write blanks between names: ${name.split(",").join(" ")}`
    : (didYouMean(nameIn(name), known) ??
      (looksLikeConfig(name) ? configFirst(name) : "list them with: oc-local list"));
  return new OcLocalError("UNKNOWN_NAME", `there is no ${what} named "${name}"`, { hint });
}

function looksLikeConfig(name: string): boolean {
  return /\.(py|ts|mts|js|mjs|json)$/.test(name);
}

/** A flag that takes several values swallows the config file behind them. */
function configFirst(name: string): string {
  return `a config file stands before the flags: oc-local eval ${name} …`;
}

function sorted(entries: CatalogEntry[]): CatalogEntry[] {
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}
