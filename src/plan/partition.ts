// Tasks as OpenCompass's partitioners cut them: which model is asked which datasets or parts of them. Runs on a cluster use them
// by shards/cut-shards.ts; on one machine the rows of all datasets are one flow.

import { OcLocalError } from "../core/errors.ts";
import { type NaiveOptions, partitionNaively } from "./partition/naive.ts";
import { type NumWorkerOptions, partitionByWorkers } from "./partition/num-worker.ts";
import type { PartitionPart } from "./partition/parts.ts";
import { type CostedDataset, partitionBySize, type SizeOptions } from "./partition/size.ts";

export type Partitioner =
  | ({ type: "naive" } & NaiveOptions)
  | ({ type: "size" } & SizeOptions)
  | ({ type: "num-worker" } & NumWorkerOptions);

export interface PartitionRequest {
  partitioner: Partitioner;
  /** Short names. */
  models: readonly string[];
  datasets: readonly CostedDataset[];
  /** Pairs that are asked, by short names; everything with everything where absent. */
  combinations?: readonly { models: readonly string[]; datasets: readonly string[] }[];
  isDone(model: string, abbr: string): boolean;
}

export interface PartitionTask {
  model: string;
  parts: PartitionPart[];
}

/** @throws OcLocalError CONFIG for a combination with a model or dataset that the run does not have. */
export function partition(request: PartitionRequest): PartitionTask[] {
  const { models, datasets, isDone, partitioner } = request;
  const { combinations = [{ models, datasets: datasets.map(({ abbr }) => abbr) }] } = request;
  return combinations.flatMap((combination) => {
    const asked = combination.datasets.map((abbr) => datasetOf(abbr, datasets));
    return combination.models.flatMap((model) => {
      if (!models.includes(model)) throw notInRun("model", model, models);
      const tasks = cutTasks(partitioner, asked, (abbr) => isDone(model, abbr));
      return tasks.map((parts): PartitionTask => ({ model, parts }));
    });
  });
}

function cutTasks(partitioner: Partitioner, datasets: readonly CostedDataset[], isDone: (abbr: string) => boolean) {
  if (partitioner.type === "naive") return partitionNaively(datasets, isDone, partitioner);
  if (partitioner.type === "size") return partitionBySize(datasets, isDone, partitioner);
  return partitionByWorkers(datasets, isDone, partitioner);
}

function datasetOf(abbr: string, datasets: readonly CostedDataset[]): CostedDataset {
  const found = datasets.find((dataset) => dataset.abbr === abbr);
  if (found !== undefined) return found;
  throw notInRun(
    "dataset",
    abbr,
    datasets.map((dataset) => dataset.abbr),
  );
}

function notInRun(what: string, name: string, known: readonly string[]): OcLocalError {
  return new OcLocalError("CONFIG", `a combination names the ${what} "${name}", which the run does not have`, {
    hint: `its ${what}s: ${known.join(", ")}`,
  });
}
