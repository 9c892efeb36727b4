// The prompts of one row, exactly as a run asks them: planned like a run, made by the inferencer, and then not asked.

import { loadConfigFile } from "../config/load-file.ts";
import type { OnRunEvent } from "../job/events.ts";
import type { FailedTask } from "../job/failed-task.ts";
import type { Invocation } from "../job/invocation.ts";
import type { ModelReader } from "../plan/model-reader.ts";
import { dateNotices } from "../plan/notices/date-notices.ts";
import { noticesOf } from "../plan/notices.ts";
import { type PlannedDataset, type PlannedModel, planDatasets } from "../plan/plan.ts";
import { planModels } from "../plan/plan-models.ts";
import { referenceNotes } from "../plan/reference-notes.ts";
import { describeRefused } from "../plan/refused.ts";
import { dataRootOf, resolveRun, resolveScoring } from "../plan/resolve.ts";
import { describeUnread, type UnreadDataset } from "../plan/unread.ts";
import type { PromptView } from "../report/prompt/prompt-view.ts";
import { requireRow } from "./prompt-view/choose-entries.ts";
import { plainView } from "./prompt-view/plain-view.ts";
import { rowViews } from "./reader/model-questions.ts";

export { chooseEntries, counterpart } from "./prompt-view/choose-entries.ts";

/** A run, planned but not started. */
export interface PromptPlan {
  datasets: PlannedDataset[];
  /** A run has no score of these: their files cannot be read, or no model can be asked them. */
  unread: UnreadDataset[];
  /** A null stands for the plain prompt. */
  models: (PlannedModel | null)[];
  notes: string[];
}

/** Refuses what a run refuses: missing data, a file that is no model, prompts that cannot fit. */
export async function planPrompts(
  invocation: Invocation,
  { reader, onEvent }: { reader: ModelReader; onEvent?: OnRunEvent },
): Promise<PromptPlan> {
  if (!(await namesModels(invocation))) {
    const { datasets, notes } = await resolveScoring(invocation, new Set(["base"]));
    const planned = await planReadable({ datasets, dataRoot: await dataRootOf(invocation) }, invocation);
    return { ...planned, models: [null], notes: [...notes, ...planned.notes] };
  }
  reader.start();
  const run = await resolveRun(invocation, reader.files);
  reader.hint(run.models, run.datasets);
  const { datasets, unread, notes } = await planReadable(run, invocation);
  const { models, refused } = await planModels(run, datasets, { reader, onEvent, needsWeights: false });
  const shown = datasets.filter((planned) => models.some((model) => model.datasets.includes(planned)));
  const total = run.abbrs.length * run.datasets.length;
  const lost = refused.length === 0 ? [] : [describeRefused(refused, total)];
  return {
    datasets: shown,
    unread: [...unread, ...refusedByAll(datasets, shown, refused)],
    models,
    notes: [...run.notes, ...noticesOf(run, invocation), ...dateNotices(models, invocation), ...notes, ...lost],
  };
}

function refusedByAll(
  datasets: readonly PlannedDataset[],
  shown: readonly PlannedDataset[],
  refused: readonly FailedTask[],
): UnreadDataset[] {
  const others = datasets.filter((planned) => !shown.includes(planned));
  return others.flatMap(({ dataset }) => {
    const task = refused.find((lost) => lost.dataset === dataset.id);
    return task === undefined ? [] : [{ dataset, reason: `${task.model}: ${task.reason}`, hint: task.hint }];
  });
}

async function planReadable(
  run: Parameters<typeof planDatasets>[0],
  invocation: Invocation,
): Promise<Pick<PromptPlan, "datasets" | "unread" | "notes">> {
  const unread: UnreadDataset[] = [];
  const datasets = await planDatasets(run, invocation, { onUnread: (dataset) => unread.push(dataset) });
  const lost = unread.length === 0 ? [] : [describeUnread(unread, run.datasets.length)];
  return { datasets, unread, notes: [...lost, ...referenceNotes(datasets)] };
}

/** A config may leave the models out. */
export async function namesModels({ config, cwd, models, modelPaths }: Invocation): Promise<boolean> {
  if (models.length + modelPaths.length > 0) return true;
  if (config === undefined) return false;
  const { models: configured = [] } = (await loadConfigFile(config, cwd)).value;
  return configured.length > 0;
}

/** Whether every model can be asked it. */
export function isAskedOfAll({ models }: PromptPlan, dataset: PlannedDataset): boolean {
  return models.every((model) => model === null || model.datasets.includes(dataset));
}

/** The row of each dataset, model by model. @param row Counted from the end when negative. */
export async function viewPrompts(
  { models }: PromptPlan,
  datasets: readonly PlannedDataset[],
  { row, reader }: { row: number; reader: ModelReader },
): Promise<PromptView[]> {
  for (const planned of datasets) requireRow(planned, row);
  const views: PromptView[] = [];
  for (const model of models) {
    if (model === null) views.push(...datasets.map((planned) => plainView(planned, row)));
    else {
      const asked = datasets.filter((entry) => model.datasets.includes(entry));
      views.push(...(await reader.ask(rowViews, { ...model, datasets: asked }, { row })));
    }
  }
  return views;
}
