// The prompts of one row, exactly as a run asks them: planned like a run, made by the inferencer, and then not asked.

import type { Invocation } from "./invocation.ts";
import { dateNotices, noticesOf } from "./plan/notices.ts";
import { type PlannedDataset, type PlannedModel, planDatasets, planModel, withVocabulary } from "./plan/plan.ts";
import { dataRootOf, resolveRun, resolveScoring } from "./plan/resolve.ts";
import { requireRow } from "./prompt-view/choose-entries.ts";
import { modelView } from "./prompt-view/model-view.ts";
import { plainView } from "./prompt-view/plain-view.ts";
import type { PromptView } from "./prompt-view/prompt-view.ts";

/** A run, planned but not started. */
export interface PromptPlan {
  datasets: PlannedDataset[];
  /** A null stands for the plain prompt. */
  models: (PlannedModel | null)[];
  notes: string[];
}

/** Refuses what a run refuses: missing data, a file that is no model, prompts that cannot fit. */
export async function planPrompts(invocation: Invocation): Promise<PromptPlan> {
  if (!namesModels(invocation)) {
    const { datasets, notes } = await resolveScoring(invocation, new Set(["base"]));
    const planned = await planDatasets({ datasets, dataRoot: await dataRootOf(invocation) }, invocation);
    return { datasets: planned, models: [null], notes };
  }
  const run = await resolveRun(invocation);
  const datasets = await planDatasets(run, invocation);
  const models: PlannedModel[] = [];
  for (const model of run.models) models.push(await planModel(model, datasets));
  return { datasets, models, notes: [...run.notes, ...noticesOf(run, invocation), ...dateNotices(models, invocation)] };
}

export function namesModels({ config, models, modelPaths }: Invocation): boolean {
  return config !== undefined || models.length + modelPaths.length > 0;
}

/** The row of each dataset, model by model. @param row Counted from the end when negative. */
export async function viewPrompts(
  { models }: PromptPlan,
  datasets: readonly PlannedDataset[],
  row: number,
): Promise<PromptView[]> {
  for (const planned of datasets) requireRow(planned, row);
  const views: PromptView[] = [];
  for (const model of models) {
    if (model === null) views.push(...datasets.map((planned) => plainView(planned, row)));
    else
      await withVocabulary(model.model, async (vocabulary) => {
        for (const planned of datasets) views.push(await modelView(planned, row, { ...model, vocabulary }));
      });
  }
  return views;
}
