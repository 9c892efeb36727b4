// All models of a run: what can be asked is planned, what cannot is told.

import type { FailedTask } from "../infer/answers.ts";
import type { ModelFile } from "./model-files.ts";
import type { PlannedDataset, PlannedModel, PlanOptions } from "./plan.ts";
import { planTasks } from "./plan-tasks.ts";
import { refusalOf, refusedTask } from "./refused.ts";

export interface PlannedModels {
  /** Those that can be asked at least one dataset. */
  models: PlannedModel[];
  refused: FailedTask[];
}

/** @throws OcLocalError the first refusal, where nothing at all can be asked. */
export async function planModels(
  models: readonly ModelFile[],
  datasets: readonly PlannedDataset[],
  options: PlanOptions = {},
): Promise<PlannedModels> {
  const planned: PlannedModel[] = [];
  const refused: { task: FailedTask; error: unknown }[] = [];
  for (const model of models) {
    try {
      const plan = await planTasks(model, datasets, options);
      if (plan.planned !== undefined) planned.push(plan.planned);
      for (const { dataset, error } of plan.refused)
        refused.push({ task: refusedTask(error, model, dataset.dataset.id), error });
    } catch (cause) {
      const error = refusalOf(cause, model);
      if (error === undefined) throw cause;
      for (const { dataset } of datasets) refused.push({ task: refusedTask(error, model, dataset.id), error });
    }
  }
  if (planned.length === 0 && refused[0] !== undefined) throw refused[0].error;
  return { models: planned, refused: refused.map(({ task }) => task) };
}
