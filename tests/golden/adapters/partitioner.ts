// Tasks of OpenCompass's partitioners (src/plan/partition.ts).

import type { Range } from "../../../src/core/dataset.ts";
import { selectRange } from "../../../src/data/select-range.ts";
import type { CostedDataset } from "../../../src/plan/partition/size.ts";
import { type Partitioner, partition } from "../../../src/plan/partition.ts";
import type { GoldenAdapter } from "../golden.ts";

interface Named {
  abbr: string;
}

interface Input {
  partitioner: string;
  kwargs: Record<string, unknown>;
  models: string[];
  datasets: { abbr: string; kind: string; test_range: Range | null }[];
  sizes: Record<string, number>;
  /** `<model>/<dataset>.json` */
  existing: string[];
  config: {
    eval?: { runner?: { task?: Record<string, unknown> }; given_pred?: unknown };
    model_dataset_combinations?: { models: Named[]; datasets: Named[] }[];
    rs_exist_results?: [model: string, dataset: string][];
  };
}

export const adapter: GoldenAdapter = {
  file: "partitioner",
  run({ input }) {
    const asked = input as unknown as Input;
    const { models, existing, config } = asked;
    const done = new Set([...existing, ...(config.rs_exist_results ?? []).map((pair) => `${pair.join("/")}.json`)]);
    const combinations = config.model_dataset_combinations?.map((combination) => ({
      models: combination.models.map(({ abbr }) => abbr),
      datasets: combination.datasets.map(({ abbr }) => abbr),
    }));
    const tasks = partition({
      partitioner: partitionerOf(asked),
      models,
      datasets: asked.datasets.map((dataset) => datasetOf(dataset, asked.sizes)),
      ...(combinations && { combinations }),
      isDone: (model, abbr) => done.has(`${model}/${abbr}.json`),
    });
    const extra = carried(config);
    return tasks.map(({ model, parts }) => ({
      models: [model],
      datasets: [parts.map(({ abbr, testRange }) => [abbr, testRange])],
      ...(extra && { extra }),
    }));
  },
};

const types: Record<string, Partitioner["type"]> = {
  NaivePartitioner: "naive",
  SizePartitioner: "size",
  NumWorkerPartitioner: "num-worker",
};

function partitionerOf({ partitioner, kwargs }: Input): Partitioner {
  const options = Object.entries(kwargs).map(([key, value]) => [
    key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
    value,
  ]);
  const type = types[partitioner];
  if (type === undefined) throw new Error(`unknown partitioner ${partitioner}`);
  return { type, ...Object.fromEntries(options) };
}

function datasetOf({ abbr, kind, test_range }: Input["datasets"][number], sizes: Input["sizes"]): CostedDataset {
  const all = Array.from({ length: sizes[abbr] ?? 0 });
  // An empty range stands for none.
  const rows = selectRange(all, test_range || undefined);
  if (rows === null) throw new TypeError(`not a range: ${test_range}`);
  return { abbr, testRange: test_range, rows: rows.length, template: templateOf(kind) };
}

/** The golden file names the kinds; `odd` has a section beside a label, `pplN` has N labels. */
function templateOf(kind: string): string | object {
  if (kind === "gen") return "{q}";
  if (kind === "meta") return { begin: "", round: [] };
  if (kind === "round") return { round: [] };
  if (kind === "odd") return { round: [], A: "" };
  const labels = /^ppl(\d+)$/.exec(kind)?.[1];
  if (labels === undefined) throw new Error(`unknown kind ${kind}`);
  return Object.fromEntries(Array.from({ length: Number(labels) }, (_, label) => [String(label), ""]));
}

const kept = ["judge_cfg", "dump_details", "cal_extract_rate"];

/** What of the evaluation's config goes into a task. */
function carried({ eval: evaluation }: Input["config"]): object | undefined {
  const task = Object.entries(evaluation?.runner?.task ?? {}).filter(([key]) => kept.includes(key));
  const given = evaluation?.given_pred;
  if (task.length === 0 && given === undefined) return undefined;
  const runner = task.length > 0 && { runner: { task: Object.fromEntries(task) } };
  return { eval: { ...runner, ...(given !== undefined && { given_pred: given }) } };
}
