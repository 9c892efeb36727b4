// The fields that decide how a run is cut and sent to a cluster: what they make of the same rows and of sbatch's arguments.

import { cutShards, type OpenDataset } from "../../../src/ask/shards/cut-shards.ts";
import { arrayArgs, placementArgs } from "../../../src/ask/slurm/batch-script.ts";
import { type InferConfig, inferSchema } from "../../../src/config/runner-schema.ts";
import { settingsOf } from "../../../src/job/settings.ts";
import { runnerOf } from "../../../src/plan/runner.ts";

export interface ClusterCase {
  field: string;
  infer: InferConfig;
  /** What it is compared with. */
  beside: InferConfig;
}

const rowsTo = (count: number) => Array.from({ length: count }, (_, row) => row);
const costs = { prefixCost: 100, rowCost: 50 };
const datasets: OpenDataset[] = [
  { dataset: "scored", rows: rowsTo(80), template: { A: "", B: "" }, ...costs },
  { dataset: "written", rows: rowsTo(30), template: "{q}", ...costs },
  { dataset: "short", rows: rowsTo(4), template: "{q}", ...costs },
];

/** How the rows are cut, what sbatch is told, and how patient the run is. */
export function submission(infer: InferConfig): string {
  const runner = runnerOf(infer, settingsOf({ mode: "all", debug: false }, { infer }));
  if (runner.type === "local") return JSON.stringify(runner);
  const shards = cutShards(datasets, runner.partitioner, runner.maxNumWorkers);
  const parts = shards.map((shard) => shard.map(({ dataset, rows }) => `${dataset} ${rows[0]} ${rows.length}`));
  const array = arrayArgs({ jobs: parts.length, atOnce: runner.maxNumWorkers, cwd: "/", logs: "/" });
  return JSON.stringify([parts, placementArgs(runner, { cpus: undefined, gpus: 0 }), array, runner.retry]);
}

const jobs = (fields: object) => inferSchema.parse({ runner: { type: "slurm", ...fields } });
const tasks = (partitioner: object) => inferSchema.parse({ runner: { type: "slurm" }, partitioner });
const here = (fields: object) => inferSchema.parse({ runner: { type: "local", ...fields } });
const workers = { type: "num-worker", numWorker: 3 };
const sized = { type: "size", maxTaskSize: 300 };

const rows: [field: string, infer: InferConfig, beside: InferConfig][] = [
  ["infer.runner.local.retry", here({ retry: 7 }), here({})],
  ["infer.runner.slurm.type", jobs({}), here({})],
  ...Object.entries({
    maxNumWorkers: 3,
    retry: 7,
    partition: "p",
    qos: "q",
    time: "1:00",
    sbatchArgs: ["--mem=1G"],
  }).map(([name, value]): [string, InferConfig, InferConfig] => [
    `infer.runner.slurm.${name}${Array.isArray(value) ? "[]" : ""}`,
    jobs({ [name]: value }),
    jobs({}),
  ]),
  ["infer.partitioner.naive.n", tasks({ type: "naive", n: 2 }), tasks({ type: "naive" })],
  ["infer.partitioner.size.maxTaskSize", tasks(sized), tasks({ type: "size" })],
  ["infer.partitioner.size.genTaskCoef", tasks({ ...sized, genTaskCoef: 5 }), tasks(sized)],
  ["infer.partitioner.size.strategy", tasks({ ...sized, strategy: "split" }), tasks(sized)],
  ["infer.partitioner.num-worker.numWorker", tasks(workers), tasks({ type: "num-worker" })],
  ["infer.partitioner.num-worker.numSplit", tasks({ ...workers, numSplit: 2 }), tasks(workers)],
  ["infer.partitioner.num-worker.minTaskSize", tasks({ ...workers, minTaskSize: 60 }), tasks(workers)],
  ["infer.partitioner.num-worker.strategy", tasks({ ...workers, strategy: "split" }), tasks(workers)],
];

export const clusterCases: ClusterCase[] = rows.map(([field, infer, beside]) => ({ field, infer, beside }));
