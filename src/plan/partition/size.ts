// Tasks of about equal cost (OpenCompass's SizePartitioner). The cost of a dataset is its rows times a factor: a generated
// answer costs 20 scored ones, each label of a scored question costs one, and datasets with long answers ten times more.
// docs/exactness.md E15.2.

import { OcLocalError } from "../../core/errors.ts";
import { cut, type IsDone, type PartitionDataset, type PartitionPart, whole } from "./parts.ts";

export interface CostedDataset extends PartitionDataset {
  /** The template that asks: text, or its keys (sections or labels). */
  template: string | object;
}

export interface SizeOptions {
  /** Cost. @default 40000 */
  maxTaskSize?: number;
  /** Cost of a row to be generated. @default 20 */
  genTaskCoef?: number;
  /** `heuristic` fills tasks up, `split` makes one of every part. @default "heuristic" */
  strategy?: "heuristic" | "split";
}

const sections = ["begin", "round", "end"];
const costly = /^(?:bbh|gsm8k|math|strategyqa|agieval-jec|agieval-gaokao-mathcloze|agieval-math|.*professional_law)/;

/** @throws OcLocalError CONFIG for an unknown strategy, or where not even one row fits into a task. */
export function partitionBySize(
  datasets: readonly CostedDataset[],
  isDone: IsDone,
  options: SizeOptions = {},
): PartitionPart[][] {
  const { maxTaskSize = 40_000, genTaskCoef = 20, strategy = "heuristic" } = options;
  if (strategy !== "heuristic" && strategy !== "split") {
    throw new OcLocalError("CONFIG", `partitioner "size": strategy "${strategy}" is neither "heuristic" nor "split"`);
  }
  const costed = datasets.map((dataset) => ({ dataset, factor: factorOf(dataset, genTaskCoef) }));
  const byCost = costed.sort((a, b) => b.dataset.rows * b.factor - a.dataset.rows * a.factor);
  const chunks = byCost
    .filter(({ dataset }) => !isDone(dataset.abbr))
    .flatMap(({ dataset, factor }) => {
      const cost = dataset.rows * factor;
      if (cost <= maxTaskSize) return [{ cost, part: whole(dataset) }];
      const parts = cutEvenly(dataset, Math.floor(maxTaskSize / factor));
      return parts.filter(({ abbr }) => !isDone(abbr)).map((part) => ({ cost: maxTaskSize, part }));
    });
  if (strategy === "split") return chunks.map(({ part }) => [part]);
  return fill(
    chunks.sort((a, b) => b.cost - a.cost),
    maxTaskSize,
  );
}

function factorOf({ abbr, template }: CostedDataset, genTaskCoef: number): number {
  const keys = typeof template === "string" ? [] : Object.keys(template);
  const isGenerated = keys.every((key) => sections.includes(key));
  return (isGenerated ? genTaskCoef : keys.length) * (costly.test(abbr) ? 10 : 1);
}

function cutEvenly(dataset: CostedDataset, largest: number): PartitionPart[] {
  if (largest < 1) {
    throw new OcLocalError("CONFIG", `partitioner "size": one row of ${dataset.abbr} costs more than maxTaskSize`, {
      hint: "raise maxTaskSize",
    });
  }
  // docs/exactness.md E15.3
  const step = Math.ceil(dataset.rows / Math.ceil(dataset.rows / largest));
  return cut(dataset, step, (start, stop) => `[${start}: ${stop}]`);
}

interface Chunk {
  cost: number;
  part: PartitionPart;
}

/** Chunks in order; a task ends where the next chunk would not fit (docs/exactness.md E15.4). */
function fill(chunks: readonly Chunk[], maxTaskSize: number): PartitionPart[][] {
  const tasks: PartitionPart[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const { cost, part } of chunks) {
    if (size + cost > maxTaskSize) {
      tasks.push([]);
      size = 0;
    }
    tasks.at(-1)?.push(part);
    size += cost;
  }
  return tasks;
}
