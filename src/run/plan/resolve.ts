// From an invocation to what will be run: models with their files, datasets with their names. The main process and every
// worker call this on the same invocation and get the same answer, so functions of a config never cross a thread.

import { findModel } from "../../config/catalog.ts";
import type { DatasetConfig } from "../../config/dataset-schema.ts";
import type { EvalConfigFile } from "../../config/define.ts";
import { evalConfigSchema } from "../../config/eval-schema.ts";
import { type LoadedConfigFile, loadConfigFile } from "../../config/load-file.ts";
import { type ModelInput, modelSchema } from "../../config/model-schema.ts";
import { parseConfig } from "../../config/parse.ts";
import { promptHash } from "../../config/prompt-hash.ts";
import { type SelectedDatasets, selectDatasets } from "../../config/resolve-datasets.ts";
import type { InferConfig } from "../../config/runner-schema.ts";
import { OcLocalError } from "../../core/errors.ts";
import type { Subset, SummaryGroup } from "../../core/summary.ts";
import { type DataRoot, findDataRoot } from "../../data/data-root.ts";
import { deterministicOverrides } from "../infer/deterministic.ts";
import type { Invocation } from "../invocation.ts";
import { groupsByMode } from "../summary/groups-by-mode.ts";
import { withEngine } from "./engine-choice.ts";
import { abbrOfPath, type ModelFile, modelFolders, openModelFile, separateAbbrs } from "./model-files.ts";
import { ofEvalRunner } from "./notices/eval-notices.ts";
import { requireOwnFiles } from "./own-files.ts";
import { wayOfAsking } from "./ways-of-asking.ts";

export interface ResolvedDataset {
  /** Its name in the workspace and the table: the abbr, made longer where two entries of the run share it. */
  id: string;
  /** The built-in variant it comes from; null for an entry that a config writes out. */
  variant: string | null;
  config: DatasetConfig;
  /** Prompt hash, 64 hex digits; the table shows six. */
  version: string;
  mode: string;
}

/** What evaluation and the table need. */
export interface ResolvedScoring {
  datasets: ResolvedDataset[];
  groups: SummaryGroup[];
  /** Rows of the table as the config lists them; undefined: every dataset and group. */
  datasetAbbrs: Subset[] | undefined;
  /** How the config wants inference cut and run. */
  infer: InferConfig;
  /** Decisions a user should know of, for the screen. */
  notes: string[];
}

export interface ResolvedRun extends ResolvedScoring {
  models: ModelFile[];
  dataRoot: DataRoot;
}

/** The evaluation that runs when none is named. */
const sampleEvaluation = "eval_tiny";

export async function resolveRun(invocation: Invocation): Promise<ResolvedRun> {
  const notes: string[] = [];
  const loaded = await configOf(invocation, notes);
  const models = await resolveModels(invocation, loaded.value, loaded.origin, notes);
  const scoring = await scoringOf(invocation, loaded, new Set(models.map(({ kind }) => kind)));
  const dataRoot = await dataRootOf(invocation);
  return { models, ...scoring, dataRoot, notes: [...notes, ...scoring.notes] };
}

export function dataRootOf({ cwd, dataDir }: Invocation): Promise<DataRoot> {
  return findDataRoot({ cwd, env: process.env, ...(dataDir !== undefined && { dataDir }) });
}

/** What evaluation and the table need: no model file is looked at. */
export async function resolveScoring(
  invocation: Invocation,
  kinds: ReadonlySet<"base" | "chat">,
): Promise<ResolvedScoring> {
  return scoringOf(invocation, await configOf(invocation, []), kinds);
}

/** Work dir that the invocation's config asks for. */
export async function configuredWorkDir({ config, cwd }: Invocation): Promise<string | undefined> {
  return config === undefined ? undefined : (await loadConfigFile(config, cwd)).value.workDir;
}

async function scoringOf(
  invocation: Invocation,
  { origin, value }: LoadedConfigFile,
  kinds: ReadonlySet<"base" | "chat">,
): Promise<ResolvedScoring> {
  const { models: _models, datasets: _datasets, ...rest } = value;
  const config = parseConfig(evalConfigSchema, rest, origin);
  const named = invocation.datasets.length > 0 ? invocation.datasets : (value.datasets ?? []);
  if (named.length === 0)
    throw new OcLocalError("CONFIG", `${origin}: no datasets`, { hint: "name some with --datasets (oc-local list)" });
  const selected = await selectDatasets(named, kinds, origin);
  const datasets = identify({
    ...selected,
    entries: selected.entries.map((entry) => withCompat(entry, invocation.compat)),
  });
  return {
    datasets,
    groups: groupsByMode([...selected.groups, ...config.summarizer.summaryGroups], datasets),
    datasetAbbrs: config.summarizer.datasetAbbrs,
    infer: config.infer ?? {},
    notes: [...selected.notes, ...ofEvalRunner(config.eval)],
  };
}

async function configOf(invocation: Invocation, notes: string[]): Promise<LoadedConfigFile> {
  if (invocation.config !== undefined) return loadConfigFile(invocation.config, invocation.cwd);
  if (invocation.datasets.length > 0) return { origin: "the command line", value: {} };
  notes.push(`no datasets are named: running ${sampleEvaluation} on the sample data of this package`);
  const sample = await loadConfigFile(sampleEvaluation, invocation.cwd);
  return { origin: sample.origin, value: { ...sample.value, models: [] } };
}

async function resolveModels(
  invocation: Invocation,
  value: EvalConfigFile,
  origin: string,
  notes: string[],
): Promise<ModelFile[]> {
  const inputs = await modelInputs(invocation, value, notes);
  const folders = modelFolders(invocation.modelDirs, invocation.cwd);
  const files: ModelFile[] = [];
  for (const [i, input] of inputs.entries()) {
    const overrides = { ...invocation.modelOverrides, ...(invocation.deterministic && deterministicOverrides) };
    const config = parseConfig(modelSchema, override(input, overrides), `${origin}: models[${i}]`);
    files.push(await openModelFile(withEngine(config, notes, invocation.cwd), folders, invocation.cwd));
  }
  const models = separateAbbrs(files);
  const twice = models.find(({ config }, i) => models.findIndex((other) => other.config.abbr === config.abbr) < i);
  if (twice !== undefined) throw new OcLocalError("CONFIG", `model ${twice.config.abbr} is named twice`);
  requireOwnFiles(
    "model",
    models.map(({ config }) => config.abbr),
  );
  return models;
}

async function modelInputs(invocation: Invocation, value: EvalConfigFile, notes: string[]): Promise<ModelInput[]> {
  if (invocation.models.length + invocation.modelPaths.length > 0) {
    const named = await Promise.all(invocation.models.map(findModel));
    return [...named, ...invocation.modelPaths.map((path) => ({ abbr: abbrOfPath(path), path }))];
  }
  if (value.models !== undefined && value.models.length > 0) {
    return Promise.all(value.models.map((model) => (typeof model === "string" ? findModel(model) : model)));
  }
  notes.unshift("no model is given: running the embedded oc-tiny");
  return [await findModel("oc_tiny")];
}

/** Nested settings are merged field by field, so that `--seed` does not undo a config's temperature. */
export function override<Model extends Partial<ModelInput>>(input: Model, overrides: Partial<ModelInput>) {
  return {
    ...input,
    ...overrides,
    generation: { ...input.generation, ...overrides.generation },
    placement: { ...input.placement, ...overrides.placement },
    tokenizerOptions: { ...input.tokenizerOptions, ...overrides.tokenizerOptions },
    chatTemplateKwargs: { ...input.chatTemplateKwargs, ...overrides.chatTemplateKwargs },
  };
}

/** Two entries may share an abbr (C-Eval asked by gen and by ppl): their files then carry the mode, or the version too. */
function identify({ entries, names }: Pick<SelectedDatasets, "entries" | "names">): ResolvedDataset[] {
  const datasets = entries.map((config, i) => ({
    variant: names[i] ?? null,
    config,
    version: promptHash(config.infer),
    mode: wayOfAsking(config).tableMode,
  }));
  const candidates = [
    ({ config }: (typeof datasets)[number]) => config.abbr,
    ({ config, mode }: (typeof datasets)[number]) => `${config.abbr}_${mode}`,
    ({ config, mode, version }: (typeof datasets)[number]) => `${config.abbr}_${mode}_${version.slice(0, 6)}`,
  ];
  const identified = datasets.map((dataset) => {
    const id = candidates.find((name) => datasets.filter((other) => name(other) === name(dataset)).length === 1)?.(
      dataset,
    );
    if (id === undefined) {
      throw new OcLocalError("CONFIG", `dataset ${dataset.config.abbr} is named twice with the same prompts`, {
        hint: "give one of the two entries another abbr",
      });
    }
    return { id, ...dataset };
  });
  requireOwnFiles(
    "dataset",
    identified.map(({ id }) => id),
  );
  return identified;
}

/** `--compat` holds for every dataset; without it an entry's own setting does. */
function withCompat(config: DatasetConfig, compat: Invocation["compat"]): DatasetConfig {
  return compat === undefined ? config : { ...config, compat };
}
