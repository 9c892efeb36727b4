// A model of a dry run: its tasks with their tokens, the first prompts, the memory plan, and where it is wanted its time.

import { findWorkers, workersAsked } from "../../ask/pool/find-workers.ts";
import { commonPrefix, compareSequences } from "../../core/token-sequence.ts";
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
import type { ModelEstimate } from "../../report/dry-run/estimate-text.ts";
import type { DatasetCount, FirstPrompt, ModelDescription } from "../../report/dry-run/model-text.ts";
import { type EstimateOptions, estimateModel, probeSeconds } from "../estimate/model-estimate.ts";
import { firstOfEachKind } from "../prompt-view/choose-entries.ts";

export interface DescribeOptions {
  /** Of the run: they share memory. */
  workers: Pick<RunSettings, "maxNumWorkers" | "maxWorkersPerGpu">;
  invocation: Invocation;
}

export type TimeOptions = EstimateOptions;

/** How long its run takes. */
export function estimateTime(
  planned: PlannedModel,
  { onEvent, ...rest }: TimeOptions & { onEvent: OnRunEvent | undefined },
): Promise<ModelEstimate> {
  const { abbr } = planned.model.config;
  onEvent?.({ type: "note", model: abbr, text: `loading it and measuring for about ${probeSeconds} s` });
  return estimateModel(planned, planned.datasets, rest);
}

/** What it would be asked. */
export async function describeModel(
  planned: PlannedModel,
  options: DescribeOptions & { onEvent: OnRunEvent | undefined },
): Promise<ModelDescription> {
  const { model, contextSize, datasets } = planned;
  return withVocabulary(model, async (vocabulary) => {
    const prompted = promptedModel(model, vocabulary, contextSize);
    const kinds = firstOfEachKind(datasets);
    return {
      abbr: model.config.abbr,
      kind: model.kind,
      path: model.file.path,
      datasets: await countAll(datasets, prompted, planned, options),
      prompts: kinds.slice(0, shownPrompts).map((dataset) => firstPrompt(dataset, prompted)),
      otherKinds: Math.max(0, kinds.length - shownPrompts),
      memory: [...(await memoryLines(planned, datasets, options)), vocabulary.info.prefixSharing],
    };
  });
}

/** Every way of asking can be seen, without a flood. */
const shownPrompts = 3;

function firstPrompt(planned: PlannedDataset, prompted: PromptedModel): FirstPrompt {
  const prompt = prompted.render(rowPrompts(planned, 0)[0] ?? "", promptMode(planned.dataset));
  return { dataset: planned.dataset.id, tokens: prompted.tokenize(prompt).length, text: prompt.text };
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
