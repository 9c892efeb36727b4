// The datasets that are not done, in order, `n` to a task (OpenCompass's NaivePartitioner; docs/exactness.md E15.1).

import { type IsDone, type PartitionDataset, type PartitionPart, whole } from "./parts.ts";

export interface NaiveOptions {
  /** Datasets per task. @default 1 */
  n?: number;
}

export function partitionNaively(
  datasets: readonly PartitionDataset[],
  isDone: IsDone,
  { n = 1 }: NaiveOptions = {},
): PartitionPart[][] {
  const left = datasets.filter(({ abbr }) => !isDone(abbr)).map(whole);
  return Array.from({ length: Math.ceil(left.length / n) }, (_, task) => left.slice(task * n, task * n + n));
}
