// `--dry-run`: what a run would do, from the vocabulary alone: config, tasks, prompts, token counts before and after
// sharing prefixes, prompts that do not fit, and the memory plan. No weights are loaded, nothing is written. With `--probe`
// each model is then loaded and measured for a while, and the time of its run is estimated.

import type { InferConfig } from "../config/runner-schema.ts";
import { alignColumns } from "../core/align-columns.ts";
import { commonPrefix, compareSequences } from "../core/token-sequence.ts";
import { visibleText } from "../core/visible-text.ts";
import type { EngineModule } from "../engines/engine.ts";
import type { PromptedModel } from "../inferencers/inferencer.ts";
import { describeEstimate, type EstimateOptions, estimateModel, probeSeconds } from "./estimate/model-estimate.ts";
import type { OnRunEvent } from "./events.ts";
import type { Invocation, RunOptions } from "./invocation.ts";
import { Pauses } from "./pauses.ts";
import { askedRows, countAsked } from "./plan/asked-rows.ts";
import { engineOptions, promptedModel } from "./plan/model-session.ts";
import { dateNotices } from "./plan/notices/date-notices.ts";
import { noticesOf } from "./plan/notices.ts";
import { loadPart } from "./plan/parts.ts";
import {
  outputTokens,
  type PlannedDataset,
  type PlannedModel,
  planDatasets,
  promptMode,
  rowPrompts,
  withVocabulary,
} from "./plan/plan.ts";
import { planModels } from "./plan/plan-models.ts";
import { referenceNotes } from "./plan/reference-notes.ts";
import { describeRefused } from "./plan/refused.ts";
import { requireLibraries } from "./plan/require-library.ts";
import { resolveRun } from "./plan/resolve.ts";
import { describeUnread, type UnreadDataset } from "./plan/unread.ts";
import { findWorkers, workersAsked } from "./pool/find-workers.ts";
import { firstOfEachKind } from "./prompt-view/choose-entries.ts";
import { requireMetric } from "./summary/metric-choice.ts";
import { requireReachable, tasksToAsk } from "./summary/metric-obstacles.ts";
import { dumpConfig } from "./workspace/dump-config.ts";

type Workers = Pick<RunOptions, "maxNumWorkers" | "maxWorkersPerGpu">;

export interface DryRunOptions {
  /** As `--metric` names it; only checked. */
  metric?: string | undefined;
  /** Of the run: they share memory. */
  workers?: Workers;
  /** Of the run: answers that are not scored need no reference. @default "all" */
  mode?: RunOptions["mode"];
  /** Loads the models and estimates times. @default false */
  probe?: boolean | undefined;
  /** Since when preparing counts, on the clock of `performance.now()`; 0: since this process began. @default now */
  startedAt?: number;
  /** Told of what takes a while. */
  onEvent?: OnRunEvent | undefined;
  /** Told where a run could not ask everything. */
  onUnasked?: () => void;
}

/** @returns Text for the terminal. */
export async function dryRun(invocation: Invocation, options: DryRunOptions = {}): Promise<string> {
  const start = options.startedAt ?? performance.now();
  const run = await resolveRun(invocation);
  await requireLibraries(run.models);
  const metric = requireMetric(options.metric, run.datasets);
  const unread: UnreadDataset[] = [];
  const planning = { isScored: options.mode !== "infer", onUnread: (dataset: UnreadDataset) => unread.push(dataset) };
  const datasets = await planDatasets(run, invocation, planning);
  const prepareSeconds = (performance.now() - start) / 1000;
  const sections = [
    [...run.notes, ...noticesOf(run, invocation, options.workers), ...referenceNotes(datasets)].join("\n"),
    unread.length === 0 ? "" : section("Not asked", describeUnread(unread, run.datasets.length)),
    section("Config", JSON.stringify(dumpConfig({ ...run, groups: [] }), null, 2)),
  ];
  const { models, refused } = await planModels(run.models, datasets, options);
  if (refused.length > 0)
    sections.splice(1, 0, section("Not asked", describeRefused(refused, run.models.length * run.datasets.length)));
  if (unread.length + refused.length > 0) options.onUnasked?.();
  if (metric !== undefined) {
    const lacking = requireReachable(metric, await tasksToAsk(metric, models));
    sections.unshift(lacking.join("\n"));
  }
  const workers = withConfigured(options.workers, run.infer);
  for (const planned of models) {
    sections.push(dateNotices([planned], invocation).join("\n"));
    sections.push(await describeModel(planned, { ...options, workers, invocation }));
    if (options.probe)
      sections.push(await describeTime(planned, { invocation, prepareSeconds, onEvent: options.onEvent }));
  }
  return `${sections.filter((text) => text !== "").join("\n\n")}\n`;
}

/** Workers as the run will have them: a flag wins over the config's runner. */
function withConfigured(workers: Workers = {}, { runner }: InferConfig): Workers {
  if (runner?.type !== "local" || runner.maxNumWorkers === undefined) return workers;
  return { maxNumWorkers: runner.maxNumWorkers, ...workers };
}

async function describeTime(
  planned: PlannedModel,
  rest: EstimateOptions & { onEvent: DryRunOptions["onEvent"] },
): Promise<string> {
  const { abbr } = planned.model.config;
  rest.onEvent?.({ type: "note", text: `${abbr}: loading it and measuring for about ${probeSeconds} s` });
  return section(`Time of ${abbr}`, describeEstimate(await estimateModel(planned, planned.datasets, rest)));
}

async function describeModel(
  planned: PlannedModel,
  options: MemoryOptions & Pick<DryRunOptions, "onEvent">,
): Promise<string> {
  const { model, contextSize, datasets } = planned;
  return withVocabulary(model, async (vocabulary) => {
    const prompted = promptedModel(model, vocabulary, contextSize);
    const counts = await countAll(datasets, prompted, planned, options);
    return [
      section(`Tasks of ${model.config.abbr} (${model.kind}, ${model.file.path})`, countTable(counts)),
      ...firstPrompts(datasets, prompted),
      section(
        "Memory plan",
        [...(await memoryLines(planned, datasets, options)), vocabulary.info.prefixSharing].join("\n"),
      ),
    ].join("\n\n");
  });
}

const shownPrompts = 3;

/** The first row's prompt of the first datasets, so that every way of asking can be seen without a flood. */
function firstPrompts(datasets: readonly PlannedDataset[], prompted: PromptedModel): string[] {
  const kinds = firstOfEachKind(datasets);
  const shown = kinds.slice(0, shownPrompts).map((planned) => {
    const prompt = prompted.render(rowPrompts(planned, 0)[0] ?? "", promptMode(planned.dataset));
    return section(
      `First prompt of ${planned.dataset.id}: ${prompted.tokenize(prompt).length} tokens`,
      visibleText(prompt.text),
    );
  });
  const left = kinds.length - shown.length;
  return left > 0 ? [...shown, `(${left} more kinds of prompts are not shown: oc-local prompt shows each)`] : shown;
}

interface DatasetCount {
  id: string;
  version: string;
  mode: string;
  rows: number;
  /** Tokens of all prompts, each computed whole. */
  tokens: number;
  /** Tokens when every shared prefix is computed once. */
  distinct: number;
  longest: number;
  /** Prompts that lose examples or tokens. */
  overlong: number;
  /** Most tokens that can be generated. */
  output: number;
}

async function countAll(
  datasets: readonly PlannedDataset[],
  prompted: PromptedModel,
  { model }: PlannedModel,
  { onEvent }: Pick<DryRunOptions, "onEvent">,
): Promise<DatasetCount[]> {
  const rows = datasets.reduce((sum, dataset) => sum + countAsked(dataset), 0);
  const pauses = new Pauses("prompts were counted", undefined, {
    onPause: (steps) =>
      onEvent?.({ type: "planning", model: model.config.abbr, what: "counting tokens", rows, share: steps / rows }),
  });
  const counts: DatasetCount[] = [];
  for (const planned of datasets)
    counts.push(await countTokens(planned, prompted, { output: outputTokens(model, planned.dataset), pauses }));
  return counts;
}

async function countTokens(
  planned: PlannedDataset,
  prompted: PromptedModel,
  { output, pauses }: { output: number; pauses: Pauses },
): Promise<DatasetCount> {
  const { dataset } = planned;
  const mode = promptMode(dataset);
  const asked = askedRows(planned);
  const rows = asked.length;
  const sequences: Int32Array[] = [];
  for (const row of asked) {
    await pauses.step();
    for (const prompt of rowPrompts(planned, row)) sequences.push(prompted.tokenize(prompted.render(prompt, mode)));
  }
  const limit = prompted.promptLimit(output);
  return {
    id: dataset.id,
    version: dataset.version.slice(0, 6),
    mode: dataset.mode,
    rows,
    tokens: sequences.reduce((sum, { length }) => sum + length, 0),
    distinct: distinctTokens(sequences),
    longest: sequences.reduce((most, { length }) => Math.max(most, length), 0),
    overlong: sequences.filter(({ length }) => length > limit).length,
    output: output * rows,
  };
}

/** Nodes of the prefix tree: in sorted order each sequence adds what it does not share with the one before. */
function distinctTokens(sequences: Int32Array[]): number {
  const sorted = [...sequences].sort(compareSequences);
  return sorted.reduce((sum, sequence, i) => sum + sequence.length - commonPrefix(sequence, sorted[i - 1] ?? []), 0);
}

function countTable(counts: readonly DatasetCount[]): string {
  const head = [
    "dataset",
    "version",
    "mode",
    "rows",
    "prompt tokens",
    "distinct",
    "longest",
    "do not fit",
    "output at most",
  ];
  const cells = counts.map((c) =>
    [c.id, c.version, c.mode, c.rows, c.tokens, c.distinct, c.longest, c.overlong, c.output].map(String),
  );
  const sum = (pick: (count: DatasetCount) => number) =>
    String(counts.reduce((total, count) => total + pick(count), 0));
  const total = [
    "total",
    "",
    "",
    sum((c) => c.rows),
    sum((c) => c.tokens),
    sum((c) => c.distinct),
    "",
    sum((c) => c.overlong),
    sum((c) => c.output),
  ];
  return alignColumns([head, ...cells, total], { left: [0, 1, 2] });
}

type MemoryOptions = Pick<DryRunOptions, "workers"> & { invocation: Invocation };

/** Of the first worker: the others have no less. */
async function memoryLines(
  planned: PlannedModel,
  datasets: readonly PlannedDataset[],
  { workers = {}, invocation }: MemoryOptions,
): Promise<string[]> {
  const { model, contextSize, threads } = planned;
  const rows = datasets.reduce((sum, dataset) => sum + countAsked(dataset), 0);
  const keepThreads = invocation.deterministic === true;
  const { why, workers: places } = await findWorkers(workersAsked(model, { ...workers, keepThreads }), {
    rows,
    threads,
  });
  const { planMemory } = await loadPart<EngineModule>("engines", model.config.engine);
  const plan = await planMemory({ ...engineOptions(model, { ...planned, invocation }), ...places[0] });
  const reason = why === undefined ? [] : [places.length > 1 ? `${why}; one of them:` : why];
  return [...reason, `context ${contextSize} tokens per sequence`, ...plan.lines];
}

function section(title: string, body: string): string {
  return `== ${title}\n${body}`;
}
