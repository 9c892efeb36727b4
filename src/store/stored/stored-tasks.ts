// Which models and datasets a run's folder has something about: those of the manifest, or, in a folder that OpenCompass wrote or whose
// manifest is damaged, those that it has files of.

import { OcLocalError } from "../../core/errors.ts";
import type { ScoringConvention } from "../../core/scoring-conventions.ts";
import { hasAnswers } from "../workspace/earlier-models.ts";
import { isAsked, type Manifest, notAskedOf, readManifest } from "../workspace/manifest.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { listFiles } from "./list-answers.ts";

export interface StoredTask {
  model: string;
  dataset: string;
  /** Rows of the dataset; undefined where no manifest says it. */
  rows?: number;
  /** Scoring convention of the run's newest table, where one was asked for. */
  metric?: ScoringConvention;
  /** Why no manifest says it, where there is one. */
  damage?: string;
}

export function listStoredTasks(workspace: Workspace): StoredTask[] {
  try {
    const manifest = readManifest(workspace);
    return manifest === undefined ? listFiles(workspace) : tasksOf(manifest);
  } catch (error) {
    if (!(error instanceof OcLocalError)) throw error;
    const tasks = listFiles(workspace);
    if (tasks.length === 0) throw error;
    return tasks.map((task) => ({ ...task, damage: error.message }));
  }
}

function tasksOf({ models, datasets, earlier = [], metric }: Manifest): StoredTask[] {
  const all = [...models.map((model) => ({ ...model, datasets })), ...earlier];
  return all.flatMap((model) =>
    model.datasets
      .filter((dataset) => isAsked(model, dataset.id) && notAskedOf(model, dataset) === undefined)
      .map(({ id, rows }) => ({ model: model.abbr, dataset: id, rows, ...(metric !== undefined && { metric }) })),
  );
}

/** Whether anything was answered or scored. */
export function isBegun(workspace: Workspace, { model, dataset, rows }: StoredTask): boolean {
  // Without a manifest the task was found by its file.
  return rows === undefined || hasAnswers(workspace, model, dataset);
}
