// Whether a convention that was asked for can be shown: before anything is asked from the prompts of the first rows, afterwards
// from what is stored. Refused where no dataset of the run has it; where some do, the others are told with the reason.

import { OcLocalError, UsageError } from "../core/errors.ts";
import type { RowRecord } from "../core/record.ts";
import type { ScoringConvention } from "../core/scoring-conventions.ts";
import type { Inferencer } from "../inferencers/inferencer.ts";
import { readResult } from "../judge/evaluate/result-file.ts";
import type { ModelReader } from "../run/reader/model-reader.ts";
import { journalLines } from "../store/journal/journal-lines.ts";
import { parseLine } from "../store/journal/parse-line.ts";
import { type Manifest, notAskedOf } from "../store/workspace/manifest.ts";
import { journalPath, type Workspace } from "../store/workspace/workspace.ts";
import { askedRows } from "./asked-rows.ts";
import type { ModelFile } from "./model-files.ts";
import { inferenceSettings, promptedModel } from "./model-session.ts";
import { openInferencer } from "./open-dataset.ts";
import { type PlannedDataset, type PlannedModel, withVocabulary } from "./plan.ts";
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

/** Rows looked at before anything is asked: a dataset of which one row has no value has no score. */
const looked = 20;

/** @param models With the context that was planned for them. */
export async function tasksToAsk(
  metric: ScoringConvention,
  models: readonly PlannedModel[],
  reader: ModelReader,
): Promise<LabelledTask[]> {
  const tasks: LabelledTask[] = [];
  for (const planned of models) tasks.push(...(await reader.ask("metric", planned, { metric })));
  return tasks;
}

/** Those of one model, from its vocabulary. */
export async function labelledTasks(
  { model, contextSize, datasets }: PlannedModel,
  { metric }: { metric: ScoringConvention },
): Promise<LabelledTask[]> {
  const labelled = datasets.filter(({ dataset }) => conventionsOf(dataset.config).length > 0);
  return withVocabulary(model, async (vocabulary) => {
    const settings = inferenceSettings(model, promptedModel(model, vocabulary, contextSize));
    return Promise.all(labelled.map((planned) => taskToAsk(metric, { model, settings }, planned)));
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

/** From results where a dataset was evaluated, else from its first stored row. */
export function storedTasks(metric: ScoringConvention, workspace: Workspace, manifest: Manifest): LabelledTask[] {
  return manifest.models.flatMap((asked) =>
    manifest.datasets.flatMap((entry): LabelledTask[] => {
      if (notAskedOf(asked, entry) !== undefined) return [];
      const [model, dataset] = [asked.abbr, entry.id];
      const facts = readResult(workspace, model, dataset)?.facts;
      const lacks = facts?.conventions === undefined ? undefined : lackOf(facts.conventions[metric], metric);
      if (facts?.conventions !== undefined) return [{ model, dataset, lacks }];
      const first = firstRow(workspace, model, dataset);
      if (first?.scores === undefined) return [];
      const reason = first.scores.missing[metric];
      return [{ model, dataset, lacks: reason && `row ${first.row}: ${reason}` }];
    }),
  );
}

function lackOf(result: object | undefined, metric: ScoringConvention): string | undefined {
  if (result === undefined) return `it has no ${metric}`;
  return "missing" in result ? String(result.missing) : undefined;
}

/** The first answered row that the journal holds. */
function firstRow(workspace: Workspace, model: string, dataset: string): RowRecord | undefined {
  for (const { bytes } of journalLines(journalPath(workspace, model, dataset))) {
    const record = parseLine(bytes);
    if (record !== undefined && record.failed === undefined) return record;
  }
  return undefined;
}
