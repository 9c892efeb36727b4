// The rows that are still to be asked, cut into shards by the partitioner of the config. "naive" and "size" cut as OpenCompass's
// do, counting only these rows; "num-worker", and no partitioner, make as many shards as there are workers, of about equal cost.

import { applySlices, parsePythonSlices } from "../../data/python-slice.ts";
import { partition } from "../../plan/partition.ts";
import type { Partitioner } from "../../plan/runner.ts";
import { balanceShards, type CostedRows, type ShardPart } from "./balance.ts";
import { joinParts } from "./gather.ts";

export interface OpenDataset extends CostedRows {
  /** The template that asks: OpenCompass's costs follow from its form. */
  template: string | object;
}

/** Rows that OpenCompass's partitioner leaves together. */
const defaultTaskRows = 16;

/** @param workers Shards where the partitioner does not say how many. @throws OcLocalError CONFIG for a task too small for a row. */
export function cutShards(
  datasets: readonly OpenDataset[],
  partitioner: Partitioner | undefined,
  workers: number,
): ShardPart[][] {
  if (partitioner === undefined) return balanceShards(datasets, { shards: workers });
  const isPlain =
    partitioner.type === "num-worker" && partitioner.numSplit === undefined && partitioner.strategy !== "split";
  if (!isPlain) return cutAsUpstream(datasets, partitioner, workers);
  const { numWorker = workers, minTaskSize = defaultTaskRows } = partitioner;
  return balanceShards(datasets, { shards: numWorker, leastRows: minTaskSize });
}

function cutAsUpstream(datasets: readonly OpenDataset[], partitioner: Partitioner, workers: number): ShardPart[][] {
  const asked = datasets.filter(({ rows }) => rows.length > 0);
  const tasks = partition({
    partitioner: partitioner.type === "num-worker" ? { numWorker: workers, ...partitioner } : partitioner,
    models: [""],
    datasets: asked.map(({ dataset, rows, template }) => ({
      abbr: dataset,
      testRange: null,
      rows: rows.length,
      template,
    })),
    isDone: () => false,
  });
  return tasks.map(({ parts }) => joinParts(parts.map(({ abbr, testRange }) => rowsOf(asked, abbr, testRange))));
}

/** A part is named by its dataset and a number, and its range counts the rows that are still to be asked. */
function rowsOf(datasets: readonly OpenDataset[], abbr: string, range: string | number | null): ShardPart {
  const name = range === null ? abbr : abbr.replace(/_\d+$/, "");
  const rows = datasets.find(({ dataset }) => dataset === name)?.rows ?? [];
  return { dataset: name, rows: applySlices(rows, parsePythonSlices(String(range ?? "")) ?? []) };
}
