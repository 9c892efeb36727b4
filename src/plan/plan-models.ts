// All models of a run: what can be asked is planned, what cannot is told.

import { receivedError } from "../apart/messages.ts";
import type { OcLocalError } from "../core/errors.ts";
import type { FailedTask } from "../job/failed-task.ts";
import type { ModelFile } from "./model-files.ts";
import type { ModelQuestion, ModelReader } from "./model-reader.ts";
import type { ModelOnDatasets, PlannedDataset, PlannedModel, PlanOptions } from "./plan.ts";
import type { PlannedTasks } from "./plan-tasks.ts";
import { refusalOf, refusedTask } from "./refused.ts";
import type { ResolvedRun } from "./resolve.ts";

/** What of the datasets it can be asked. */
export const askable: ModelQuestion<ModelOnDatasets, { needsWeights: boolean }, PlannedTasks> = {
  name: "plan",
  answer: async (about, args, answering) =>
    (await import("./plan-tasks.ts")).planTasks(about, { ...args, ...answering }),
};

export interface PlannedModels {
  /** Those that can be asked at least one dataset. */
  models: PlannedModel[];
  refused: FailedTask[];
}

export type PlanModelsOptions = Pick<PlanOptions, "onEvent" | "needsWeights"> & { reader: ModelReader };

/** @throws OcLocalError the first refusal, where nothing at all can be asked. */
export async function planModels(
  { models, unopened }: Pick<ResolvedRun, "models" | "unopened">,
  datasets: readonly PlannedDataset[],
  { reader, onEvent, needsWeights = true }: PlanModelsOptions,
): Promise<PlannedModels> {
  const planned: PlannedModel[] = [];
  const refused: { task: FailedTask; error: unknown }[] = unopened.flatMap((model) =>
    datasets.map(({ dataset }) => ({ task: refusedTask(model.error, model, dataset.id), error: model.error })),
  );
  for (const model of models) {
    try {
      const plan = await reader.ask(askable, { model, datasets }, { needsWeights }, onEvent);
      if (plan.planned !== undefined) planned.push(joined(model, datasets, plan.planned));
      for (const { dataset, error: sent } of plan.refused) {
        const error = receivedError(sent) as OcLocalError;
        refused.push({ task: refusedTask(error, model, dataset), error });
      }
    } catch (cause) {
      const error = refusalOf(cause, model);
      if (error === undefined) throw cause;
      for (const { dataset } of datasets) refused.push({ task: refusedTask(error, model, dataset.id), error });
    }
  }
  if (planned.length === 0 && refused[0] !== undefined) throw refused[0].error;
  return { models: planned, refused: refused.map(({ task }) => task) };
}

/** What was found out apart, of the datasets as they are here. */
function joined(
  model: ModelFile,
  datasets: readonly PlannedDataset[],
  { facts, datasets: ids }: NonNullable<PlannedTasks["planned"]>,
): PlannedModel {
  return { ...facts, model, datasets: datasets.filter(({ dataset }) => ids.includes(dataset.id)) };
}
