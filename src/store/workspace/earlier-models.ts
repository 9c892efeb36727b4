// A folder may be continued with other models or other datasets. What was asked before stays in it and in its manifest, with the
// hash and the settings it was asked with. A model whose file has changed is another model: its answers get a name of their own.

import { existsSync, renameSync } from "node:fs";
import { join } from "node:path";
import { storing } from "../../core/write-file.ts";
import type { EarlierModel, Manifest, ManifestDataset, ManifestModel } from "./manifest.ts";
import { isAsked } from "./manifest.ts";
import { fileName, journalPath, predictionsPath, resultsPath, type Workspace } from "./workspace.ts";

/** A model as a run is about to ask it. */
export interface AskedModel {
  abbr: string;
  fingerprint: string;
}

export interface RenamedModel {
  from: string;
  to: string;
}

/**
 * Gives answers of a model that has another file now a name with four digits of the old file's hash.
 * @returns The manifest under the new names. @throws OcLocalError STORAGE
 */
export function keepApart(
  workspace: Workspace,
  manifest: Manifest,
  models: readonly AskedModel[],
): { manifest: Manifest; renamed: RenamedModel[] } {
  const renamed: RenamedModel[] = [];
  for (const model of [...manifest.models, ...(manifest.earlier ?? [])]) {
    const now = models.find(({ abbr }) => abbr === model.abbr);
    const isOther = now !== undefined && model.fingerprint !== "" && now.fingerprint !== model.fingerprint;
    if (!isOther || renamed.some(({ from }) => from === model.abbr)) continue;
    const to = moveAnswers(workspace, model, models);
    if (to !== undefined) renamed.push({ from: model.abbr, to });
  }
  const named = <Model extends ManifestModel>(model: Model): Model => {
    const to = renamed.find(({ from }) => from === model.abbr)?.to;
    return to === undefined ? model : { ...model, abbr: to };
  };
  const { earlier } = manifest;
  return {
    manifest: { ...manifest, models: manifest.models.map(named), ...(earlier && { earlier: earlier.map(named) }) },
    renamed,
  };
}

const answerFolders = ["journal", "predictions", "results"];

/** Undefined where nothing was answered. */
function moveAnswers(
  { path }: Workspace,
  { abbr, fingerprint }: ManifestModel,
  models: readonly AskedModel[],
): string | undefined {
  const folderOf = (name: string, model: string) => join(path, name, fileName(model));
  const held = answerFolders.filter((name) => existsSync(folderOf(name, abbr)));
  if (held.length === 0) return undefined;
  const isFree = (name: string) =>
    models.every((model) => model.abbr !== name) &&
    answerFolders.every((folder) => !existsSync(folderOf(folder, name)));
  const to = [4, 8, 16, 64].map((digits) => `${abbr}-${fingerprint.slice(0, digits)}`).find(isFree);
  if (to === undefined) return undefined;
  for (const name of held) storing(folderOf(name, to), () => renameSync(folderOf(name, abbr), folderOf(name, to)));
  return to;
}

/** What the manifest holds that the start with these models and datasets does not ask, as far as there are answers to it. */
export function earlierModels(
  workspace: Workspace,
  manifest: Manifest,
  now: { models: readonly AskedModel[]; datasets: readonly Pick<ManifestDataset, "id">[] },
): EarlierModel[] {
  const before: EarlierModel[] = [
    ...manifest.models.map((model) => ({
      ...model,
      datasets: manifest.datasets.filter(({ id }) => isAsked(model, id)),
    })),
    ...(manifest.earlier ?? []),
  ];
  const isAskedNow = (model: string, dataset: string) =>
    now.models.some(({ abbr }) => abbr === model) && now.datasets.some(({ id }) => id === dataset);
  const isKept = ({ abbr }: ManifestModel, { id }: ManifestDataset) =>
    !isAskedNow(abbr, id) && hasAnswers(workspace, abbr, id);
  return before
    .map((model) => ({ ...model, datasets: model.datasets.filter((dataset) => isKept(model, dataset)) }))
    .filter(({ datasets }) => datasets.length > 0)
    .map(({ asked: _asked, ...model }) => model);
}

/** Whether a run's folder has anything of a model on a dataset. */
export function hasAnswers(workspace: Workspace, model: string, dataset: string): boolean {
  return [journalPath, predictionsPath, resultsPath].some((path) => existsSync(path(workspace, model, dataset)));
}

/** Earlier models that were asked some of the manifest's datasets exactly as these are asked now: their scores compare. */
export function comparableModels({ models, datasets, earlier = [] }: Manifest): ManifestModel[] {
  const isNow = (abbr: string) => models.some((model) => model.abbr === abbr);
  return earlier
    .filter(({ abbr }) => !isNow(abbr))
    .map(({ datasets: before, ...model }) => ({
      ...model,
      asked: datasets.filter((dataset) => before.some((other) => isSameDataset(other, dataset))).map(({ id }) => id),
    }))
    .filter(({ asked }) => asked.length > 0);
}

function isSameDataset(a: ManifestDataset, b: ManifestDataset): boolean {
  return a.id === b.id && a.version === b.version && a.rows === b.rows && a.data === b.data;
}
