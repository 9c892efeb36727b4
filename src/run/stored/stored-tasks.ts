// Which models and datasets a run's folder has something about: those of the manifest, or, in a folder that OpenCompass
// wrote, those that predictions/ and results/ have files of.

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { ScoringConvention } from "../../core/scoring-conventions.ts";
import { notAskedOf, readManifest } from "../workspace/manifest.ts";
import { journalPath, predictionsPath, resultsPath, type Workspace } from "../workspace/workspace.ts";

export interface StoredTask {
  model: string;
  dataset: string;
  /** Rows of the dataset; undefined where no manifest says it. */
  rows?: number;
  /** Scoring convention of the run's newest table, where one was asked for. */
  metric?: ScoringConvention;
}

export function listStoredTasks(workspace: Workspace): StoredTask[] {
  const manifest = readManifest(workspace);
  if (manifest === undefined) return listFiles(workspace);
  const { metric } = manifest;
  return manifest.models.flatMap((model) =>
    manifest.datasets
      .filter((dataset) => notAskedOf(model, dataset) === undefined)
      .map(({ id, rows }) => ({ model: model.abbr, dataset: id, rows, ...(metric !== undefined && { metric }) })),
  );
}

/** Whether anything was answered or scored. */
export function isBegun(workspace: Workspace, { model, dataset, rows }: StoredTask): boolean {
  // Without a manifest the task was found by its file.
  if (rows === undefined) return true;
  return [journalPath, predictionsPath, resultsPath].some((path) => existsSync(path(workspace, model, dataset)));
}

function listFiles(workspace: Workspace): StoredTask[] {
  const folders = ["predictions", "results"].map((name) => join(workspace.path, name));
  const models = [...new Set(folders.flatMap((folder) => names(folder, "")))].sort();
  return models.flatMap((model) => {
    const datasets = new Set(folders.flatMap((folder) => names(join(folder, model), ".json")));
    return [...datasets]
      .filter((dataset) => !isPart(workspace, model, dataset))
      .sort()
      .map((dataset) => ({ model, dataset }));
  });
}

/** OpenCompass splits large datasets: the answers are in parts named `_0`, `_1` and so on, the result is one. */
function isPart(workspace: Workspace, model: string, dataset: string): boolean {
  const whole = /^(.+)_\d+$/.exec(dataset)?.[1];
  if (whole === undefined || existsSync(resultsPath(workspace, model, dataset))) return false;
  return existsSync(resultsPath(workspace, model, whole));
}

/** Entries with this ending, without it; folders where it is empty. */
function names(folder: string, ending: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => (ending === "" ? entry.isDirectory() : entry.isFile() && entry.name.endsWith(ending)))
    .map(({ name }) => name.slice(0, name.length - ending.length));
}
