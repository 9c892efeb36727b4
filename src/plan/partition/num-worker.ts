// As many tasks as there are workers, each with a share of every dataset (OpenCompass's NumWorkerPartitioner).
// docs/exactness.md E15.5.

import { OcLocalError } from "../../core/errors.ts";
import { cut, type IsDone, type PartitionDataset, type PartitionPart, whole } from "./parts.ts";

export interface NumWorkerOptions {
  /** @default 8 */
  numWorker?: number;
  /** Parts of a dataset. @default numWorker */
  numSplit?: number;
  /** Rows; datasets of no more stay whole. @default 16 */
  minTaskSize?: number;
  /** `heuristic` deals the parts out to the workers, `split` makes a task of every part. @default "heuristic" */
  strategy?: "heuristic" | "split";
}

/** @throws OcLocalError CONFIG for an unknown strategy. */
export function partitionByWorkers(
  datasets: readonly PartitionDataset[],
  isDone: IsDone,
  options: NumWorkerOptions = {},
): PartitionPart[][] {
  const { numWorker = 8, numSplit = numWorker, minTaskSize = 16, strategy = "heuristic" } = options;
  if (strategy !== "heuristic" && strategy !== "split") {
    throw new OcLocalError(
      "CONFIG",
      `partitioner "num-worker": strategy "${strategy}" is neither "heuristic" nor "split"`,
    );
  }
  const left = datasets.filter(({ abbr }) => !isDone(abbr));
  const chunks = left.flatMap((dataset) => {
    if (numSplit <= 1 || dataset.rows <= minTaskSize) return [whole(dataset)];
    const step = Math.max(Math.ceil(dataset.rows / numSplit), minTaskSize);
    return cut(dataset, step, (start, stop) => `[${start}:${stop}]`).filter(({ abbr }) => !isDone(abbr));
  });
  if (strategy === "split") return chunks.map((part) => [part]);
  const workers = Array.from({ length: numWorker }, (_, worker) => chunks.filter((_, i) => i % numWorker === worker));
  return workers.filter((parts) => parts.length > 0);
}
