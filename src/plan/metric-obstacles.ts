// Whether a convention that was asked for can be shown: before anything is asked from the prompts of the first rows. Refused where no
// dataset of the run has it; where some do, the others are told with the reason.

import { OcLocalError, UsageError } from "../core/errors.ts";
import type { ScoringConvention } from "../core/scoring-conventions.ts";
import type { Inferencer } from "../inferencers/inferencer.ts";
import { askedRows } from "./asked-rows.ts";
import { withVocabulary } from "./kept-vocabulary.ts";
import type { ModelFile } from "./model-files.ts";
import type { ModelQuestion, ModelReader } from "./model-reader.ts";
import { inferenceSettings, promptedModel } from "./model-session.ts";
import { openInferencer } from "./open-dataset.ts";
import type { PlannedDataset, PlannedModel } from "./plan.ts";
import { conventionsOf } from "./ways-of-asking.ts";

/** A dataset of a model that is scored by label. */
export interface LabelledTask {
  model: string;
  dataset: string;
  /** Why it has no score under the convention; undefined where it may have one. */
  lacks: string | undefined;
}

/**
 * @returns What to say of the tasks that have no such score.
 * @throws UsageError where none has one.
 */
export function requireReachable(metric: ScoringConvention, tasks: readonly LabelledTask[]): string[] {
  const lacking = tasks.filter(({ lacks }) => lacks !== undefined);
  const [first] = lacking;
  if (first !== undefined && lacking.length === tasks.length) {
    const others = lacking.length > 1 ? `, and so for ${lacking.length - 1} more` : "";
    throw new UsageError(
      `--metric ${metric}: no dataset of this run has such a score: ${first.model} / ${first.dataset}: ${first.lacks}${others}`,
      { hint: "leave --metric out: a dataset always has a score under its own convention" },
    );
  }
  return lacking.map(({ model, dataset, lacks }) => `--metric ${metric}: no score for ${model} / ${dataset}: ${lacks}`);
}

/** Which datasets have a score under a convention. */
export const labelled: ModelQuestion<PlannedModel, { metric: ScoringConvention }, LabelledTask[]> = {
  name: "metric",
  answer: labelledTasks,
};

/** Rows looked at before anything is asked: a dataset of which one row has no value has no score. */
const looked = 20;

/** @param models With the context that was planned for them. */
export async function tasksToAsk(
  metric: ScoringConvention,
  models: readonly PlannedModel[],
  reader: ModelReader,
): Promise<LabelledTask[]> {
  const tasks: LabelledTask[] = [];
  for (const planned of models) tasks.push(...(await reader.ask(labelled, planned, { metric })));
  return tasks;
}

/** Those of one model, from its vocabulary. */
async function labelledTasks(
  { model, contextSize, datasets }: PlannedModel,
  { metric }: { metric: ScoringConvention },
): Promise<LabelledTask[]> {
  const scored = datasets.filter(({ dataset }) => conventionsOf(dataset.config).length > 0);
  return withVocabulary(model, async (vocabulary) => {
    const settings = inferenceSettings(model, promptedModel(model, vocabulary, contextSize));
    return Promise.all(scored.map((planned) => taskToAsk(metric, { model, settings }, planned)));
  });
}

async function taskToAsk(
  metric: ScoringConvention,
  { model, settings }: { model: ModelFile; settings: ReturnType<typeof inferenceSettings> },
  planned: PlannedDataset,
): Promise<LabelledTask> {
  const { dataset, opened } = planned;
  const inferencer = await openInferencer(dataset.config, opened, settings);
  const task = { model: model.config.abbr, dataset: dataset.id };
  if (!conventionsOf(dataset.config).includes(metric)) return { ...task, lacks: `it has no ${metric}` };
  for (const row of askedRows(planned).slice(0, looked)) {
    const lacks = lackOfRow(metric, inferencer, row);
    if (lacks !== undefined) return { ...task, lacks: `row ${row}: ${lacks}` };
  }
  return { ...task, lacks: undefined };
}

/** A row that cannot be asked says so when it is asked, and is no matter of the convention. */
function lackOfRow(metric: ScoringConvention, inferencer: Inferencer, row: number): string | undefined {
  try {
    const question = inferencer.ask(row);
    return question.kind === "score" ? question.lacks?.(metric) : undefined;
  } catch (error) {
    if (error instanceof OcLocalError) return undefined;
    throw error;
  }
}
