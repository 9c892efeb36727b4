// The built-in models and datasets by name. The folders configs/models and configs/datasets are the registry: a file
// added there is known here.

import { OcLocalError } from "../core/errors.ts";
import { didYouMean } from "../core/nearest-names.ts";
import { importConfig, type LoadedFile, listFolder, loadFolder } from "./config-folder.ts";
import { nameIn } from "./config-path.ts";
import { type DatasetConfig, datasetSchema } from "./dataset-schema.ts";
import type { DatasetFamily, DatasetLoader, EvalConfigFile, ModelFamily } from "./define.ts";
import type { ModelInput } from "./model-schema.ts";
import { parseConfig } from "./parse.ts";
import { upstreamLoaders } from "./upstream/part-names.ts";
import type { UserEntries } from "./user-entries.ts";

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

/** Of a name that a user's entry and a built-in one have, the user's. */
export async function listModels(user?: UserEntries): Promise<CatalogEntry[]> {
  const families = [...((await user?.models()) ?? []), ...(await loadFolder<ModelFamily>("models"))];
  return listed(families, Object.keys);
}

/** The user's own first. */
async function datasetFamilies(user: UserEntries | undefined): Promise<LoadedFile<DatasetFamily>[]> {
  return [...((await user?.datasets()) ?? []), ...(await loadFolder<DatasetFamily>("datasets"))];
}

export async function listDatasets(user?: UserEntries): Promise<CatalogEntry[]> {
  const families = await datasetFamilies(user);
  return listed(families, datasetNames);
}

/** Every dataset with its family and what makes its entries, in the order of the names. */
export async function listBuilders(
  user?: UserEntries,
): Promise<(CatalogEntry & { family: DatasetFamily; build: () => DatasetConfig[] })[]> {
  const families = await datasetFamilies(user);
  return (await listDatasets(user)).map(({ name, path }) => {
    const family = families.find((file) => file.path === path)?.value as DatasetFamily;
    const build = family.variants[family.aliases?.[name] ?? name];
    return { name, path, family, build: build ?? (() => []) };
  });
}

/** @throws OcLocalError UNKNOWN_NAME with the nearest names. */
export async function findModel(name: string, user?: UserEntries): Promise<ModelInput> {
  const wanted = nameIn(name);
  const families = await searched<ModelFamily>("models", user, (value) => Object.hasOwn(value, wanted), wanted);
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
export async function findModels(reference: string, user?: UserEntries): Promise<Record<string, ModelInput>> {
  const families = await loadFolder<ModelFamily>("models");
  const wanted = nameIn(reference);
  const family = families.find(({ name }) => name === wanted && /(^|\/)configs\/models\//.test(reference));
  const isName = families.some(({ value }) => Object.hasOwn(value, wanted));
  return family === undefined || isName ? { [wanted]: await findModel(reference, user) } : family.value;
}

/**
 * Looks up a variant, an alias or a family's bare name. A bare name stands for its `_ppl` default on base models and
 * its `_gen` default on chat models.
 * @param kinds Kinds of the models of the run; a bare name with both kinds is ambiguous.
 */
export async function findDatasets(
  name: string,
  kinds: ReadonlySet<"base" | "chat">,
  user?: UserEntries,
): Promise<NamedDatasets> {
  const wanted = nameIn(name);
  const has = (value: DatasetFamily) => datasetNames(value).includes(wanted) || hasDefault(value, wanted);
  const families = await searched<DatasetFamily>("datasets", user, has, wanted);
  const byName = families.filter(({ value }) => datasetNames(value).includes(wanted));
  if (byName.length === 1) return namedDatasets(byName[0] as LoadedFile<DatasetFamily>, wanted);
  if (byName.length > 1)
    throw unknownName(
      "dataset",
      name,
      [],
      byName.map(({ path }) => path),
    );
  const defaulting = families.find(({ value }) => hasDefault(value, wanted));
  if (defaulting !== undefined)
    return namedDatasets(defaulting, defaultVariant({ name: wanted, value: defaulting.value }, kinds));
  const file = families.find(({ name }) => name === wanted);
  if (file !== undefined) return ofFile(file, kinds);
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

/** The entries of a variant or an alias by its full name; undefined where nothing has it. */
export async function findVariant(name: string, user?: UserEntries): Promise<NamedDatasets | undefined> {
  const families = await datasetFamilies(user);
  const found = families.find(({ value }) => datasetNames(value).includes(name));
  return found === undefined ? undefined : namedDatasets(found, name);
}

/** What the bare names of families stand for. @throws OcLocalError where that depends on the model. */
export async function findDefaults(
  kinds: ReadonlySet<"base" | "chat">,
  measures: (dimensions: DatasetFamily["dimensions"]) => boolean,
  user?: UserEntries,
): Promise<NamedDatasets[]> {
  const families = await datasetFamilies(user);
  return families
    .filter(({ value }) => measures(value.dimensions))
    .flatMap((file) => defaultNames(file, kinds).map((name) => namedDatasets(file, name)));
}

/** The family that a name is of: its own, that of a variant or an alias; undefined where none has it. */
export async function familyOf(reference: string, user?: UserEntries): Promise<string | undefined> {
  const wanted = nameIn(reference);
  const families = await datasetFamilies(user);
  return families.find(({ name, value }) => name === wanted || datasetNames(value).includes(wanted))?.name;
}

/** The file of a family; its name is the family's name. */
export async function findFamily(familyName: string): Promise<DatasetFamily> {
  const known = listFolder("datasets");
  if (known.includes(familyName)) return importConfig<DatasetFamily>("datasets", familyName);
  const classes = upstreamLoaders.map(({ upstream }) => upstream);
  throw new OcLocalError("UNKNOWN_NAME", `there is no dataset loader named "${familyName}"`, {
    hint: didYouMean(familyName, [...known, ...classes]) ?? `there are: ${known.join(", ")}`,
  });
}

/** Names of the families, which are the names of their files. */
export function listFamilies(): string[] {
  return listFolder("datasets");
}

/** The entries of every variant of a family. */
export async function variantsOf(familyName: string): Promise<DatasetConfig[][]> {
  return (await variantsByName(familyName)).variants.map(({ entries }) => entries);
}

export async function variantsByName(
  familyName: string,
): Promise<{ title: string; variants: { name: string; entries: DatasetConfig[] }[] }> {
  const { title, variants } = await findFamily(familyName);
  const named = Object.entries(variants).map(([name, build]) => ({
    name,
    entries: parseEntries(build(), `${familyName} (${name})`),
  }));
  return { title, variants: named };
}

/** What reads the files of a dataset entry. @param familyName Its `source.type`. */
export async function findLoader(familyName: string): Promise<DatasetLoader> {
  const { load } = await findFamily(familyName);
  if (load !== undefined) return load;
  throw new OcLocalError("CONFIG", `configs/datasets/${familyName}.ts reads no files of its own`, {
    hint: "name a loader that does: jsonl reads any JSON Lines file",
  });
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

/** Where a name is looked up: a user's files where one of them has it, else all files. */
async function searched<T>(
  kind: "models" | "datasets",
  user: UserEntries | undefined,
  has: (value: T, file: string) => boolean,
  name: string,
): Promise<LoadedFile<T>[]> {
  const own = ((await user?.[kind]()) ?? []) as LoadedFile<T>[];
  const builtIn = await loadFolder<T>(kind);
  const having = own.filter(({ value, name: file }) => has(value, file));
  if (having.length === 0) return [...own, ...builtIn];
  const [first] = having;
  const note = `${name} is that of ${first?.path}, not the built-in one`;
  if (builtIn.some(({ value, name: file }) => has(value, file)) && !user?.notes.includes(note)) user?.notes.push(note);
  return having;
}

function listed<T>(families: readonly LoadedFile<T>[], namesOf: (value: T) => string[]): CatalogEntry[] {
  const entries = families.flatMap(({ path, value }) => namesOf(value).map((name) => ({ name, path })));
  return sorted(entries.filter(({ name }, i) => entries.findIndex((other) => other.name === name) === i));
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
    throw new OcLocalError("CONFIG", `${path}: alias "${wanted}" points at no variant ("${name}")`, {
      hint: didYouMean(name, Object.keys(family.variants)) ?? `there are: ${Object.keys(family.variants).join(", ")}`,
    });
  return { name, family, familyName, entries: parseEntries(build(), `${path} (${name})`) };
}

/** A file's name stands for the defaults of all datasets in it, or for its first variant where OpenCompass has no default either. */
function ofFile(file: LoadedFile<DatasetFamily>, kinds: ReadonlySet<"base" | "chat">): NamedDatasets {
  const named = defaultNames(file, kinds).map((each) => namedDatasets(file, each));
  const [first] = named;
  if (first === undefined) throw noDefault(file, "it has no default");
  return named.length === 1 ? first : { ...first, name: file.name, entries: named.flatMap(({ entries }) => entries) };
}

function defaultNames({ value }: LoadedFile<DatasetFamily>, kinds: ReadonlySet<"base" | "chat">): string[] {
  const bare = bareNames(value).map((each) => defaultVariant({ name: each, value }, kinds));
  return bare.length > 0 ? bare : Object.keys(value.variants).slice(0, 1);
}

function parseEntries(entries: readonly DatasetConfig[], origin: string): DatasetConfig[] {
  return entries.map((entry) => parseConfig(datasetSchema, entry, origin));
}

/**
 * Names that stand for a default, `_gen` or `_ppl`, as OpenCompass's own config files of that name do: the family's, and those of
 * the datasets that share a file (ARC_c and ARC_e). One behind another's name is a variant ("mmlu_llm_judge").
 */
export function bareNames(family: DatasetFamily): string[] {
  const names = datasetNames(family);
  const bare = [...new Set(names.flatMap((name) => /^(.+)_(?:gen|ppl)$/.exec(name)?.[1] ?? []))];
  return bare.filter((name) => !names.includes(name) && !bare.some((other) => name.startsWith(`${other}_`)));
}

function hasDefault(family: DatasetFamily, name: string): boolean {
  return ["gen", "ppl"].some((suffix) => datasetNames(family).includes(`${name}_${suffix}`));
}

/** What a family's bare name stands for. @throws OcLocalError UNKNOWN_NAME where it stands for nothing. */
export function defaultVariant(
  file: Pick<LoadedFile<DatasetFamily>, "name" | "value">,
  kinds: ReadonlySet<"base" | "chat">,
): string {
  const { name, value } = file;
  const has = (suffix: string) => datasetNames(value).includes(`${name}_${suffix}`);
  if (!has("ppl") && has("gen")) return `${name}_gen`;
  if (has("ppl") && !has("gen")) return `${name}_ppl`;
  if (has("ppl") && has("gen") && kinds.size === 1) return kinds.has("base") ? `${name}_ppl` : `${name}_gen`;
  throw noDefault(
    file,
    kinds.size === 2 ? "base models are asked by ppl, chat models by gen, and this run has both" : "it has no default",
  );
}

function noDefault({ name, value }: Pick<LoadedFile<DatasetFamily>, "name" | "value">, why: string): OcLocalError {
  if (datasetNames(value).length === 0) return onlyRead(name, name);
  return new OcLocalError("UNKNOWN_NAME", `dataset "${name}" is ambiguous: ${why}`, {
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
      { hint: "rename it in one of them" },
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
    : what === "model" && /(^|_)api(_|$)/i.test(nameIn(name))
      ? "models behind an API are not there yet; oc-local list shows those that run on this machine"
      : (didYouMean(nameIn(name), known) ??
        (looksLikeConfig(name) ? configFirst(name) : "list them with: oc-local list"));
  return new OcLocalError("UNKNOWN_NAME", `there is no ${what} named "${name}"`, { hint });
}

function looksLikeConfig(name: string): boolean {
  return /\.(ts|mts|js|mjs|json|yaml|yml)$/.test(name);
}

/** A flag that takes several values swallows the config file behind them. */
function configFirst(name: string): string {
  return `a config file stands before the flags: oc-local eval ${name} …`;
}

function sorted(entries: CatalogEntry[]): CatalogEntry[] {
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}
