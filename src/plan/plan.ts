// What a run will do, settled before any weights are loaded: rows per dataset, the longest and shortest prompts by the
// model's own tokenizer, and from them the context each sequence gets. Refuses prompts that cannot fit.

import { availableParallelism } from "node:os";
import { archiveOf } from "../config/upstream/data-archives.ts";
import { beginAhead } from "../core/begin-ahead.ts";
import { OcLocalError } from "../core/errors.ts";
import type { JsonValue } from "../core/json.ts";
import { outLenOf } from "../core/out-len.ts";
import type { Prompt } from "../core/prompt.ts";
import type { DataRoot } from "../data/data-root.ts";
import { usableThreads } from "../engines/usable-threads.ts";
import type { PromptedModel, RenderedPrompt } from "../inferencers/inferencer.ts";
import type { OnRunEvent } from "../job/events.ts";
import { type ExpectedWork, expectedWork } from "../job/expected-work.ts";
import type { Invocation } from "../job/invocation.ts";
import { type PauseOptions, type Pauses, turn } from "../job/pauses.ts";
import type { StoredThinking } from "../store/workspace/stored-thinking.ts";
import { type AskableRows, askedRows, countAsked } from "./asked-rows.ts";
import { type FilledValues, findFilledValues } from "./braces-in-values.ts";
import { openParts } from "./evaluation-parts.ts";
import type { ModelFile } from "./model-files.ts";
import { type OpenedDataset, openDataset, type RowSelection, requireInferable } from "./open-dataset.ts";
import { requireScorable } from "./reference-notes.ts";
import { type ReferenceFacts, readReferences } from "./references.ts";
import { requireColumns } from "./require-columns.ts";
import type { ResolvedDataset, ResolvedRun } from "./resolve.ts";
import { describeRoot, type UnreadDataset, unreadOf } from "./unread.ts";
import { wayOfAsking } from "./ways-of-asking.ts";

export interface PlannedDataset extends AskableRows {
  dataset: ResolvedDataset;
  opened: OpenedDataset;
  references: ReferenceFacts;
  /** Absent where every row is asked as it stands in the data. */
  filledValues?: FilledValues;
}

/** A model with datasets. */
export interface ModelOnDatasets {
  model: ModelFile;
  datasets: readonly PlannedDataset[];
}

export interface PlannedModel extends PlanFacts {
  model: ModelFile;
  /** Those that it can be asked. */
  datasets: PlannedDataset[];
}

/** What its vocabulary and its template decide. */
export interface PlanFacts {
  /** Tokens per sequence. */
  contextSize: number;
  /** Sequences the engine decodes side by side; scoring uses one. */
  parallelSequences: number | "auto";
  /** Tokens of the longest prompt measured. */
  longestPrompt: number;
  threads: number;
  /** A chat template writes the date or time into the prompts. */
  tellsTime: boolean;
  /** What each dataset will roughly cost. */
  work: ExpectedWork[];
  thinking: StoredThinking;
}

export interface PlanDatasetsOptions {
  isScored?: boolean;
  onUnread?: (unread: UnreadDataset) => void;
  signal?: AbortSignal | undefined;
}

/**
 * Reads the rows of every dataset: missing and malformed files, and rows that lack what is needed of them, are refused here.
 *
 * @param isScored Answers are wanted for their score: rows without a reference are not asked, and references that cannot be
 *   read or met are refused.
 * @param onUnread Told of a dataset that cannot be read, where another one can; without it the first one is refused.
 */
export async function planDatasets(
  run: Pick<ResolvedRun, "datasets" | "dataRoot">,
  invocation: Invocation,
  { isScored = false, onUnread, signal }: PlanDatasetsOptions = {},
): Promise<PlannedDataset[]> {
  const planned: PlannedDataset[] = [];
  const unread: { dataset: UnreadDataset; error: unknown }[] = [];
  const plan = (dataset: ResolvedDataset) =>
    planDataset(dataset, run.dataRoot.path, { selection: invocation, isScored });
  for await (const [dataset, outcome] of beginAhead(run.datasets, plan)) {
    await turn("datasets were opened", signal); // reading one takes a while
    await openParts(dataset.config);
    if (outcome.status === "fulfilled") planned.push(outcome.value);
    else {
      const error = withDataRoot(outcome.reason, dataset, run.dataRoot);
      const found = unreadOf(outcome.reason, dataset, run.dataRoot);
      if (onUnread === undefined || found === null) throw error;
      unread.push({ dataset: found, error });
    }
  }
  if (planned.length === 0 && unread[0] !== undefined) throw unread[0].error;
  for (const { dataset } of unread) onUnread?.(dataset);
  return planned;
}

/** @throws OcLocalError where its rows cannot be read, lack what is needed, or cannot be scored. */
export async function planDataset(
  dataset: ResolvedDataset,
  dataRoot: string,
  { selection, isScored }: { selection: RowSelection; isScored: boolean },
): Promise<PlannedDataset> {
  const { config } = dataset;
  const opened = await openDataset(config, dataRoot, selection);
  const references = await readReferences(config, opened, await openParts(config));
  const unasked = isScored && references.lacking !== undefined && { unasked: references.lacking };
  const planned = { dataset, opened, rows: opened.splits.test.length, references, ...unasked };
  requireColumns(planned);
  await requireInferable(config, opened);
  if (isScored) requireScorable(planned);
  const filledValues = findFilledValues(planned);
  return { ...planned, ...(filledValues !== undefined && { filledValues }) };
}

/** A missing file is often the wrong data root: the message says which one was read and why. */
function withDataRoot(error: unknown, dataset: ResolvedDataset, root: DataRoot): unknown {
  if (!(error instanceof OcLocalError) || error.code !== "MISSING_DATA") return error;
  const archive = archiveOf(dataset.config.source.path);
  const lines = [
    error.hint,
    describeRoot(root),
    archive && `OpenCompass gives it out in ${archive}: oc-local data import <archive> brings it in`,
  ];
  const hint = lines.filter((line) => line !== undefined).join("\n       ");
  return new OcLocalError("MISSING_DATA", error.message, { at: { dataset: dataset.id }, hint, cause: error });
}

export interface PlanOptions {
  signal?: AbortSignal | undefined;
  /** A run asks, and so needs more than the vocabulary. @default true */
  needsWeights?: boolean;
  /** Told how far planning is. */
  onEvent?: OnRunEvent | undefined;
}

/** What asking a dataset takes of a model. */
export interface DatasetNeeds {
  planned: PlannedDataset;
  /** Tokens of the longest prompt, and with its output. */
  longest: number;
  total: number;
  work: ExpectedWork;
}

/** @throws OcLocalError CONTEXT_TOO_SMALL when even the shortest prompt does not fit without its examples. */
export async function measureNeeds(
  planned: PlannedDataset,
  prompted: PromptedModel,
  { trained, model, pauses }: { trained: number; model: ModelFile; pauses: Pauses },
): Promise<DatasetNeeds> {
  const output = outputTokens(model, planned.dataset);
  const limit = prompted.promptLimit(output);
  const found = await longestPrompt(planned, prompted, pauses);
  // Where the longest fits, the others do without their examples.
  if (found > limit) await requireRoom(planned, prompted, { output, trained, model, pauses });
  const longest = Math.min(found, limit);
  return { planned, longest, total: longest + output, work: workOf(planned, prompted, output) };
}

/** All chat prompts end alike; undefined where there are none. */
export function chatPromptEnd(datasets: readonly PlannedDataset[], prompted: PromptedModel): string | undefined {
  for (const planned of datasets.filter(({ dataset }) => promptMode(dataset) === "gen")) {
    const [row] = askedRows(planned);
    const [prompt] = row === undefined ? [] : rowPrompts(planned, row, []);
    const rendered = prompt === undefined ? undefined : prompted.render(prompt, "gen");
    if (rendered?.hasTemplate) return rendered.text;
  }
  return undefined;
}

/** Every row is looked at for the longest prompt, and once more for the shortest where that does not fit. */
export function planningSteps(
  { config }: ModelFile,
  datasets: readonly PlannedDataset[],
  onEvent: OnRunEvent | undefined,
): PauseOptions {
  const rows = datasets.reduce((sum, dataset) => sum + countAsked(dataset), 0);
  return {
    onPause: (steps) =>
      onEvent?.({
        type: "planning",
        model: config.abbr,
        what: "planning prompts",
        rows,
        share: Math.min(1, steps / rows),
      }),
  };
}

function workOf(planned: PlannedDataset, prompted: PromptedModel, output: number): ExpectedWork {
  const { dataset } = planned;
  const mode = promptMode(dataset);
  const { generates } = wayOfAsking(dataset.config);
  const asked = askedRows(planned);
  return expectedWork({ dataset: dataset.id, rows: asked.length, generates, outputAtMost: output }, (place) =>
    rowPrompts(planned, asked[place] as number).map((prompt) => prompted.tokenize(prompted.render(prompt, mode))),
  );
}

/** Below this size a layer is computed faster than threads can meet, and on a busy machine they wait for each other. */
const singleThreadBytes = 64 * 1024 * 1024;

/** CPU threads of a model: as many as its config says, where there are as many. */
export function threadsOf(model: ModelFile): number {
  return model.config.threads > 0 ? usableThreads(model.config.threads) : threadsFor(model);
}

/** CPU threads where none are asked for. */
export function threadsFor({ file }: ModelFile): number {
  return file.weightBytes < singleThreadBytes ? 1 : availableParallelism();
}

/** Some conversions leave the context out of the file; `--max-seq-len` then says it. */
export function contextOf({ config, file }: ModelFile, trained: number): number {
  if (trained > 0) return trained;
  if (config.maxSeqLen !== undefined) return config.maxSeqLen + config.maxOutLen;
  throw new OcLocalError("MODEL_FILE", `${file.path} does not say how long a context the model takes`, {
    hint: "say how long a prompt may be with --max-seq-len",
  });
}

/** The prompts of one row as they are asked: one, or one per label. */
export function rowPrompts(
  { dataset, opened }: Pick<PlannedDataset, "dataset" | "opened">,
  row: number,
  iceIds = opened.iceIds[row] ?? [],
): Prompt[] {
  if (!wayOfAsking(dataset.config).asksLabels) return [opened.prompts.generationPrompt(row, iceIds)];
  return askedLabels({ dataset, opened }).map((label) => opened.prompts.labelPrompt(row, label, iceIds));
}

/** The labels of a scored row: those that its inferencer names, else those of the templates. */
export function askedLabels({ dataset, opened }: Pick<PlannedDataset, "dataset" | "opened">): JsonValue[] {
  const { labels } = dataset.config.infer.inferencer;
  return Array.isArray(labels) ? labels : opened.prompts.labels();
}

/** How a dataset's prompts are rendered. */
export function promptMode({ config }: Pick<ResolvedDataset, "config">): "gen" | "ppl" {
  return wayOfAsking(config).promptMode;
}

/** Tokens generated, or put behind the prompt, per row at most. */
export function outputTokens(model: ModelFile, dataset: ResolvedDataset): number {
  const { outputTokens: fixed } = wayOfAsking(dataset.config);
  if (fixed !== undefined) return fixed;
  return outLenOf(model.config, dataset.config.infer.inferencer.maxOutLen);
}

async function requireRoom(
  planned: PlannedDataset,
  prompted: PromptedModel,
  { output, trained, model, pauses }: { output: number; trained: number; model: ModelFile; pauses: Pauses },
): Promise<void> {
  const mode = promptMode(planned.dataset);
  let shortest: RenderedPrompt | undefined;
  for (const row of askedRows(planned)) {
    await pauses.step();
    for (const prompt of rowPrompts(planned, row, [])) {
      const text = prompted.render(prompt, mode);
      if (shortest === undefined || text.text.length < shortest.text.length) shortest = text;
    }
  }
  const tokens = shortest === undefined ? 0 : prompted.tokenize(shortest).length;
  const limit = prompted.promptLimit(output);
  if (tokens <= limit) return;
  const { maxSeqLen } = model.config;
  const reason = maxSeqLen === undefined ? `a context of ${trained} tokens` : `--max-seq-len ${maxSeqLen}`;
  throw new OcLocalError(
    "CONTEXT_TOO_SMALL",
    `the shortest prompt has ${tokens} tokens, but ${reason} leaves ${limit}`,
    {
      at: { dataset: planned.dataset.id },
      hint:
        maxSeqLen === undefined
          ? "lower --max-out-len, or choose a model with a larger context"
          : `raise --max-seq-len to at least ${tokens}`,
    },
  );
}

/**
 * Tokenizes the texts that look longest, by characters and by a guess of their tokens (Chinese takes more per character);
 * what the sample misses is covered by rounding the context up, and a prompt beyond it is shortened and counted.
 */
async function longestPrompt(planned: PlannedDataset, prompted: PromptedModel, pauses: Pauses): Promise<number> {
  const mode = promptMode(planned.dataset);
  let candidates: Candidate[] = [];
  for (const row of askedRows(planned)) {
    await pauses.step();
    const prompts = rowPrompts(planned, row).map((prompt) => prompted.render(prompt, mode));
    for (const prompt of ofDifferentLength(prompts))
      candidates.push({ prompt, lengths: rankings.map((length) => length(prompt.text)) });
    if (candidates.length > 128) candidates = longestLooking(candidates);
  }
  return Math.max(0, ...longestLooking(candidates).map(({ prompt }) => prompted.tokenize(prompt).length));
}

interface Candidate {
  prompt: RenderedPrompt;
  /** By each of the rankings. */
  lengths: number[];
}

const rankings = [(text: string) => text.length, chineseTokens, codeTokens];

/** Of a row with the labels A to D one prompt tells of all. */
function ofDifferentLength(prompts: readonly RenderedPrompt[]): RenderedPrompt[] {
  const lengths = prompts.map(({ text }) => text.length);
  return prompts.filter((_, i) => lengths.indexOf(lengths[i] as number) === i);
}

function longestLooking(candidates: readonly Candidate[]): Candidate[] {
  const sampled = 12;
  const top = rankings.flatMap((_, i) =>
    candidates.toSorted((a, b) => (b.lengths[i] as number) - (a.lengths[i] as number)).slice(0, sampled),
  );
  return [...new Set(top)];
}

/** A token for each Chinese character (three bytes, one UTF-16 unit), one for three other characters. */
function chineseTokens(text: string): number {
  const chinese = (Buffer.byteLength(text) - text.length) / 2;
  return chinese + (text.length - chinese) / 3;
}

/** A token for each word, digit and mark: formulas and drawings in code take more tokens than prose of their length. */
function codeTokens(text: string): number {
  let tokens = 0;
  let isInWord = false;
  // A regular expression takes ten times as long, and this looks at every prompt of a run.
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const lower = code | 0x20;
    const isLetter = lower >= 0x61 && lower <= 0x7a;
    if (isLetter ? !isInWord : !isWhiteSpace(code)) tokens += 1;
    isInWord = isLetter;
  }
  return tokens;
}

function isWhiteSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d) || (code >= 0xa0 && /\s/.test(String.fromCharCode(code)));
}
