// From an invocation to what will be run: models with their files, datasets with their names. The main process and every
// worker call this on the same invocation and get the same answer, so functions of a config never cross a thread.

import type { DatasetConfig } from "../config/dataset-schema.ts";
import { evalConfigSchema } from "../config/eval-schema.ts";
import { type LoadedConfigFile, loadConfigFile } from "../config/load-file.ts";
import { type ModelConfig, type ModelInput, modelSchema } from "../config/model-schema.ts";
import { parseConfig } from "../config/parse.ts";
import { type SelectedDatasets, selectDatasets } from "../config/resolve-datasets.ts";
import type { InferConfig } from "../config/runner-schema.ts";
import { type UserEntries, userEntries } from "../config/user-entries.ts";
import type { Dimension } from "../core/dimension.ts";
import { OcLocalError } from "../core/errors.ts";
import { parseRenderTime, type RenderTime, renderTimeForm, renderTimeOf } from "../core/render-time.ts";
import type { Subset, SummaryGroup } from "../core/summary.ts";
import { type DataRoot, findDataRoot } from "../data/data-root.ts";
import { type Invocation, namesDatasets } from "../job/invocation.ts";
import { requireOwnFiles } from "../store/workspace/own-files.ts";
import { guardOf } from "../store/workspace/stored-code.ts";
import { checkGroups } from "./check-groups.ts";
import { collectionGroups } from "./collection-groups.ts";
import { customDataset } from "./custom-dataset.ts";
import { deterministicOverrides } from "./deterministic.ts";
import { groupsByMode } from "./groups-by-mode.ts";
import { identifyDatasets, identifyLeftOut } from "./identify-datasets.ts";
import {
  filesHere,
  type ModelFile,
  type ModelFiles,
  modelFolders,
  separateAbbrs,
  type UnopenedModel,
} from "./model-files.ts";
import { modelInputs } from "./model-inputs.ts";
import { ofEvalRunner } from "./notices/eval-notices.ts";
import { isRefusable } from "./refused.ts";

export interface ResolvedDataset {
  /** Its name in the workspace and the table: the abbr, made longer where two entries of the run share it. */
  id: string;
  /** The built-in variant it comes from; null for an entry that a config writes out. */
  variant: string | null;
  config: DatasetConfig;
  /** Prompt hash, 64 hex digits; the table shows six. */
  version: string;
  mode: string;
  /** What it mainly measures; absent where that is not known. */
  dimension?: Dimension;
}

/** A dataset of a collection that is not asked, as a row of the table. */
export interface LeftOutDataset {
  id: string;
  variant: string;
  reason: string;
  dimension?: Dimension;
}

/** What evaluation and the table need. */
export interface ResolvedScoring {
  datasets: ResolvedDataset[];
  leftOut: LeftOutDataset[];
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
  /** Those of the run that cannot be asked anything; at least one other can be opened. */
  unopened: UnopenedModel[];
  /** Of all models that were asked for, in that order. */
  abbrs: string[];
  dataRoot: DataRoot;
}

/** The evaluation that runs when none is named. */
const sampleEvaluation = "eval_tiny";

/** @throws OcLocalError what the first model cannot be opened for, where none can. */
export async function resolveRun(invocation: Invocation, files = filesHere): Promise<ResolvedRun> {
  const notes: string[] = [];
  const loaded = await configOf(invocation, notes);
  const user = userEntriesOf(invocation);
  const resolved = await resolveModels(invocation, { ...loaded, user, files }, notes);
  const scoring = await scoringOf(invocation, { ...loaded, user }, new Set(resolved.models.map(({ kind }) => kind)));
  const dataRoot = await dataRootOf(invocation);
  return { ...resolved, ...scoring, dataRoot, notes: [...notes, ...scoring.notes] };
}

/** What a run names: its config, and the user's own entries. */
type NamedSources = LoadedConfigFile & { user: UserEntries };

export function dataRootOf({ cwd, dataDir }: Invocation): Promise<DataRoot> {
  return findDataRoot({ cwd, env: process.env, ...(dataDir !== undefined && { dataDir }) });
}

/** What evaluation and the table need: no model file is looked at. */
export async function resolveScoring(
  invocation: Invocation,
  kinds: ReadonlySet<"base" | "chat">,
): Promise<ResolvedScoring> {
  return scoringOf(invocation, { ...(await configOf(invocation, [])), user: userEntriesOf(invocation) }, kinds);
}

/** The same of names alone, which are looked up where the caller says. @param groups Of the table, beside those of the names. */
export async function resolveNames(
  invocation: Invocation,
  kinds: ReadonlySet<"base" | "chat">,
  { user, groups }: { user: UserEntries; groups: readonly SummaryGroup[] },
): Promise<ResolvedScoring> {
  const summarizer = { summaryGroups: [...groups] };
  const sources = { origin: "the command line", value: { summarizer }, notes: [], user };
  const scoring = await scoringOf(invocation, sources, kinds);
  const isFirst = ({ name }: SummaryGroup, i: number) => scoring.groups.findIndex((group) => group.name === name) === i;
  return { ...scoring, groups: scoring.groups.filter(isFirst) };
}

function userEntriesOf(invocation: Invocation): UserEntries {
  return userEntries({ ...invocation, guard: guardOf(invocation) });
}

/** What the invocation's config says of the run itself. */
export async function configuredRun(invocation: Invocation): Promise<LoadedConfigFile["value"]> {
  const { config, cwd } = invocation;
  return config === undefined ? {} : (await loadConfigFile(config, cwd, guardOf(invocation))).value;
}

/** How the models of a config that is given mark their thoughts, by abbr; no model file is looked at. */
export async function configuredThinking(invocation: Invocation): Promise<Map<string, ModelConfig["thinkingTags"]>> {
  if (invocation.config === undefined) return new Map();
  const { value, origin } = await loadConfigFile(invocation.config, invocation.cwd, guardOf(invocation));
  if (value.models === undefined || value.models.length === 0) return new Map();
  const sources = { value, origin, user: userEntriesOf(invocation), files: filesHere };
  const models = await modelInputs({ ...invocation, models: [], modelPaths: [] }, sources, []);
  const read = parseModelTags(`${origin}: models`);
  return new Map(models.map(({ input }) => [input.abbr, read(input)]));
}

function parseModelTags(place: string) {
  const schema = modelSchema.pick({ thinkingTags: true });
  return ({ thinkingTags }: ModelInput) =>
    parseConfig(schema, thinkingTags === undefined ? {} : { thinkingTags }, place).thinkingTags;
}

async function scoringOf(
  invocation: Invocation,
  { origin, value, notes, user }: NamedSources,
  kinds: ReadonlySet<"base" | "chat">,
): Promise<ResolvedScoring> {
  const { models: _models, datasets: _datasets, ...rest } = value;
  const config = parseConfig(evalConfigSchema, rest, origin);
  const custom = invocation.customDataset && (await customDataset(invocation.customDataset, invocation.cwd));
  const configured = custom === undefined ? (value.datasets ?? []) : [];
  const named = [
    ...(invocation.datasets.length > 0 ? invocation.datasets : configured),
    ...(custom === undefined ? [] : [custom.entry]),
  ];
  const { dimensions } = invocation;
  if (named.length === 0 && dimensions === undefined)
    throw new OcLocalError("CONFIG", `${origin}: no datasets`, { hint: "name some with --datasets (oc-local list)" });
  checkGroups(config.summarizer.summaryGroups);
  const selected = await selectDatasets(named, kinds, { origin, user, dimensions });
  requireScorable(selected, named, invocation);
  const datasets = identifyDatasets({
    ...selected,
    entries: selected.entries.map((entry) => withCompat(entry, invocation.compat)),
  });
  const leftOut = identifyLeftOut(selected.leftOut, { datasets, groups: selected.groups });
  const byMode = groupsByMode([...selected.groups, ...config.summarizer.summaryGroups], datasets);
  return {
    datasets,
    leftOut: leftOut.map(({ row: _, ...known }) => known),
    groups: [...byMode, ...collectionGroups(selected, byMode, { datasets, leftOut })],
    datasetAbbrs: config.summarizer.datasetAbbrs,
    infer: config.infer ?? {},
    notes: [
      ...notes,
      ...(custom === undefined ? [] : [custom.note]),
      ...user.notes,
      ...selected.notes,
      ...ofEvalRunner(config.eval),
    ],
  };
}

async function configOf(invocation: Invocation, notes: string[]): Promise<LoadedConfigFile> {
  if (invocation.config !== undefined) return loadConfigFile(invocation.config, invocation.cwd, guardOf(invocation));
  if (namesDatasets(invocation)) return { origin: "the command line", value: {}, notes: [] };
  notes.push(`no datasets are named: running ${sampleEvaluation} on the sample data of this package`);
  const sample = await loadConfigFile(sampleEvaluation, invocation.cwd);
  return { ...sample, value: { ...sample.value, models: [] } };
}

async function resolveModels(
  invocation: Invocation,
  sources: NamedSources & { files: ModelFiles },
  notes: string[],
): Promise<Pick<ResolvedRun, "models" | "unopened" | "abbrs">> {
  const { origin, value, files } = sources;
  const entries = await modelInputs(invocation, sources, notes);
  const renderTime = renderTimeFor(invocation.date ?? value.date, origin);
  const overrides = { ...invocation.modelOverrides, ...(invocation.deterministic && deterministicOverrides) };
  const found: (ModelFile | UnopenedModel)[] = [];
  for (const [i, { input, error }] of entries.entries()) {
    const config = parseConfig(modelSchema, override(input, overrides), `${origin}: models[${i}]`);
    const folders = modelFolders(invocation.modelDirs, invocation.cwd);
    const open = () => files.open(config, folders, { cwd: invocation.cwd, renderTime });
    const model = error === undefined ? await openOrRefuse(config, open) : { config, error };
    if ("file" in model) notes.push(...model.notes.filter((note) => !notes.includes(note)));
    found.push(model);
  }
  const models = requireSeparate(separateAbbrs(found));
  const unopened = models.filter((model) => "error" in model);
  if (unopened[0] !== undefined && unopened.length === models.length) throw unopened[0].error;
  const abbrs = models.map((model) => model.config.abbr);
  return { models: models.filter((model) => "file" in model), unopened, abbrs };
}

async function openOrRefuse(config: ModelConfig, open: () => Promise<ModelFile>): Promise<ModelFile | UnopenedModel> {
  try {
    return await open();
  } catch (error) {
    if (!isRefusable(error)) throw error;
    return { config, error };
  }
}

/** @throws OcLocalError CONFIG */
function requireSeparate<Model extends Pick<ModelFile, "config">>(models: Model[]): Model[] {
  const twice = models.find(({ config }, i) => models.findIndex((other) => other.config.abbr === config.abbr) < i);
  if (twice !== undefined)
    throw new OcLocalError("CONFIG", `model ${twice.config.abbr} is named twice`, {
      hint: "name it once; where the two have other settings, give each an abbr of its own in a config",
    });
  requireOwnFiles(
    "model",
    models.map(({ config }) => config.abbr),
  );
  return models;
}

/** @param date Checked already where it is a flag's. */
function renderTimeFor(date: string | undefined, origin: string): RenderTime {
  if (date === undefined) return renderTimeOf(new Date());
  const time = parseRenderTime(date);
  if (time !== null) return time;
  throw new OcLocalError("CONFIG", `${origin}: date: "${date}" is no date`, { hint: `write it as ${renderTimeForm}` });
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

/** @throws OcLocalError CONFIG where nothing is left to be asked. */
function requireScorable(
  { entries, leftOut }: SelectedDatasets,
  named: readonly (DatasetConfig | string)[],
  { dimensions }: Invocation,
): void {
  if (entries.length > 0) return;
  const [first] = leftOut;
  if (first !== undefined)
    throw new OcLocalError("CONFIG", `none of the ${leftOut.length} datasets can be scored here: ${first.reason}`, {
      hint: `name one with --datasets to get the model's answers to it: ${first.variant}`,
    });
  if (dimensions === undefined || named.length === 0) return;
  throw new OcLocalError("CONFIG", `--dimension ${dimensions.join(" ")}: no dataset that is named measures it`, {
    hint: `see what does: oc-local list --dimension ${dimensions.join(" ")}`,
  });
}

/** `--compat` holds for every dataset; without it an entry's own setting does. */
function withCompat(config: DatasetConfig, compat: Invocation["compat"]): DatasetConfig {
  return compat === undefined ? config : { ...config, compat };
}
