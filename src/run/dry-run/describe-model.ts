// A model of a dry run: its tasks with their tokens, the first prompts, the memory plan, and where it is wanted its time.

import { findWorkers, workersAsked } from "../../ask/pool/find-workers.ts";
import { DistinctTokens } from "../../core/distinct-tokens.ts";
import type { PromptedModel } from "../../inferencers/inferencer.ts";
import type { OnRunEvent } from "../../job/events.ts";
import type { Invocation, RunSettings } from "../../job/invocation.ts";
import { Pauses } from "../../job/pauses.ts";
import { askedRows, countAsked } from "../../plan/asked-rows.ts";
import { withVocabulary } from "../../plan/kept-vocabulary.ts";
import { engineOptions, promptedModel } from "../../plan/model-session.ts";
import { loadEngine } from "../../plan/parts.ts";
import { outputTokens, type PlannedDataset, type PlannedModel, promptMode, rowPrompts } from "../../plan/plan.ts";
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
  const limit = prompted.promptLimit(output);
  const distinct = new DistinctTokens();
  const counted = { tokens: 0, longest: 0, overlong: 0 };
  for (const row of asked) {
    await pauses.step();
    for (const prompt of rowPrompts(planned, row)) {
      const tokens = prompted.tokenize(prompted.render(prompt, mode));
      distinct.add(tokens);
      counted.tokens += tokens.length;
      counted.longest = Math.max(counted.longest, tokens.length);
      if (tokens.length > limit) counted.overlong += 1;
    }
  }
  return {
    id: dataset.id,
    version: dataset.version.slice(0, 6),
    mode: dataset.mode,
    rows,
    ...counted,
    distinct: distinct.count,
    output: output * rows,
  };
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
