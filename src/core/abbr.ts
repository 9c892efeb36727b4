// Names of models and datasets whose config gives none, by OpenCompass's rules: they are folder names, file names and table
// headings, so the same config gives the same paths.

import { existsSync, realpathSync } from "node:fs";
import { resolve } from "node:path";

export interface ModelIdentity {
  abbr?: string;
  /** The class, as the config spells it. */
  type: string;
  path: string;
}

export interface DatasetIdentity {
  abbr?: string;
  path: string;
  name?: string;
}

/** The given name, or the type and the last two parts of the path without links; of several models their names joined. */
export function modelAbbr(model: ModelIdentity | readonly ModelIdentity[]): string {
  if (isList(model)) return model.map(modelAbbr).join("_");
  if (model.abbr !== undefined) return model.abbr;
  const path = existsSync(model.path) ? realpathSync(model.path) : resolve(model.path);
  const place = path.split(/[\\/]/).slice(-2).join("_");
  return `${model.type}_${place}`.replaceAll("/", "_");
}

/** The given name, or path and name with slashes replaced. */
export function datasetAbbr(dataset: DatasetIdentity): string {
  if (dataset.abbr !== undefined) return dataset.abbr;
  const name = dataset.name === undefined ? "" : `_${dataset.name}`;
  return (dataset.path + name).replaceAll("/", "_");
}

function isList(model: ModelIdentity | readonly ModelIdentity[]): model is readonly ModelIdentity[] {
  return Array.isArray(model);
}
