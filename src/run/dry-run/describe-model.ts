// A model of a dry run: its tasks with their tokens, the first prompts, the memory plan, and where it is wanted its time.

import { findWorkers, workersAsked } from "../../ask/pool/find-workers.ts";
import { alignColumns } from "../../core/align-columns.ts";
import { commonPrefix, compareSequences } from "../../core/token-sequence.ts";
import { visibleText } from "../../core/visible-text.ts";
import type { PromptedModel } from "../../inferencers/inferencer.ts";
import type { OnRunEvent } from "../../job/events.ts";
import type { Invocation, RunSettings } from "../../job/invocation.ts";
import { Pauses } from "../../job/pauses.ts";
import { askedRows, countAsked } from "../../plan/asked-rows.ts";
import { engineOptions, promptedModel } from "../../plan/model-session.ts";
import { loadEngine } from "../../plan/parts.ts";
import {
  outputTokens,
  type PlannedDataset,
  type PlannedModel,
  promptMode,
  rowPrompts,
  withVocabulary,
} from "../../plan/plan.ts";
import { describeEstimate, type EstimateOptions, estimateModel, probeSeconds } from "../estimate/model-estimate.ts";
import { firstOfEachKind } from "../prompt-view/choose-entries.ts";
import { section } from "./section.ts";

export interface DescribeOptions {
  /** Of the run: they share memory. */
  workers: Pick<RunSettings, "maxNumWorkers" | "maxWorkersPerGpu">;
  invocation: Invocation;
}

export type TimeOptions = EstimateOptions;

/** How long its run takes. */
export async function describeTime(
  planned: PlannedModel,
  { onEvent, ...rest }: TimeOptions & { onEvent: OnRunEvent | undefined },
): Promise<string> {
  const { abbr } = planned.model.config;
  onEvent?.({ type: "note", text: `${abbr}: loading it and measuring for about ${probeSeconds} s` });
  return section(`Time of ${abbr}`, describeEstimate(await estimateModel(planned, planned.datasets, rest)));
}

/** What it would be asked. */
export async function describeModel(
  planned: PlannedModel,
  options: DescribeOptions & { onEvent: OnRunEvent | undefined },
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
  { onEvent }: { onEvent: OnRunEvent | undefined },
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

/** Of the first worker: the others have no less. */
async function memoryLines(
  planned: PlannedModel,
  datasets: readonly PlannedDataset[],
  { workers, invocation }: DescribeOptions,
): Promise<string[]> {
  const { model, contextSize, threads } = planned;
  const rows = datasets.reduce((sum, dataset) => sum + countAsked(dataset), 0);
  const keepThreads = invocation.deterministic === true;
  const { why, workers: places } = await findWorkers(workersAsked(model, { ...workers, keepThreads }), {
    rows,
    threads,
  });
  const { planMemory } = await loadEngine(model.config.engine);
  const plan = await planMemory({ ...engineOptions(model, { ...planned, invocation }), ...places[0] });
  const reason = why === undefined ? [] : [places.length > 1 ? `${why}; one of them:` : why];
  return [...reason, `context ${contextSize} tokens per sequence`, ...plan.lines];
}
