// Short names of models, datasets and tasks, by OpenCompass's rules: they are folder names, file names and table headings,
// so the same config gives the same paths.

import { resolve } from "node:path";

export interface ModelIdentity {
  abbr?: string;
  type: string;
  path: string;
}

export interface DatasetIdentity {
  abbr?: string;
  path: string;
  name?: string;
}

/** The given name, or the type and the last two parts of the absolute path. */
export function modelAbbr(model: ModelIdentity): string {
  if (model.abbr !== undefined) return model.abbr;
  const place = resolve(model.path).split(/[\\/]/).slice(-2).join("_");
  return `${model.type}_${place}`.replaceAll("/", "_");
}

/** The given name, or path and name with slashes replaced. */
export function datasetAbbr(dataset: DatasetIdentity): string {
  if (dataset.abbr !== undefined) return dataset.abbr;
  const name = dataset.name === undefined ? "" : `_${dataset.name}`;
  return (dataset.path + name).replaceAll("/", "_");
}

export interface TaskIdentity {
  models: readonly ModelIdentity[];
  /** One list per model. */
  datasets: readonly (readonly DatasetIdentity[])[];
}

/** `[model/dataset,model/dataset]` */
export function taskAbbr(task: TaskIdentity): string {
  const pairs = task.models.flatMap((model, index) =>
    (task.datasets[index] ?? []).map((dataset) => `${modelAbbr(model)}/${datasetAbbr(dataset)}`),
  );
  return `[${pairs.join(",")}]`;
}
