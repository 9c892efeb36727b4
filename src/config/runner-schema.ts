// Where and in which pieces a run is computed, as OpenCompass's `infer` and `eval` fields say it: a partitioner that cuts tasks
// and a runner that executes them. All of it is optional.

import { z } from "zod";

const partitionerSchema = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("naive"),
    n: z.int().positive().exactOptional().describe("datasets per task; default: 1"),
  }),
  z.strictObject({
    type: z.literal("size"),
    maxTaskSize: z
      .number()
      .positive()
      .exactOptional()
      .describe("cost of a task at most: a scored row costs its labels, a generated one genTaskCoef; default: 40000"),
    genTaskCoef: z.number().positive().exactOptional().describe("cost of a row to be generated; default: 20"),
    strategy: z.enum(["heuristic", "split"]).exactOptional().describe("split: a task for every part of a dataset"),
  }),
  z.strictObject({
    type: z.literal("num-worker"),
    numWorker: z.int().positive().exactOptional().describe("tasks; default: the runner's maxNumWorkers"),
    numSplit: z
      .int()
      .positive()
      .exactOptional()
      .describe("cuts every dataset into so many parts, as OpenCompass does; default: only where that is faster"),
    minTaskSize: z.int().positive().exactOptional().describe("rows that a part of a dataset has at least; default: 16"),
    strategy: z.enum(["heuristic", "split"]).exactOptional().describe("split: a task for every part of a dataset"),
  }),
]);

const maxNumWorkers = z.int().positive().exactOptional();
const retry = z.int().min(0).exactOptional();

const localRunnerSchema = z.strictObject({
  type: z.literal("local"),
  maxNumWorkers: maxNumWorkers.describe(
    "workers, each with a model of its own; default: one for each GPU, one on the CPU",
  ),
  retry: retry.describe("restarts of an inference process that dies; default: 2"),
  task: z
    .strictObject({ type: z.literal("infer") })
    .exactOptional()
    .describe("accepted: what a task does is known"),
});

const slurmRunnerSchema = z.strictObject({
  type: z.literal("slurm"),
  maxNumWorkers: maxNumWorkers.describe("jobs that run at the same time; default: 8"),
  retry: retry.describe("how often a failed shard is submitted again; default: 2"),
  partition: z.string().min(1).exactOptional().describe("Slurm partition; default: the cluster's"),
  qos: z.string().min(1).exactOptional().describe("quality of service"),
  time: z.string().min(1).exactOptional().describe('time limit of a job as sbatch writes it, for example "4:00:00"'),
  sbatchArgs: z
    .array(z.string().min(1))
    .exactOptional()
    .describe('further arguments of sbatch, for example ["--account=nlp", "--mem=32G"]; they override ours'),
  task: z
    .strictObject({ type: z.literal("infer") })
    .exactOptional()
    .describe("accepted: what a task does is known"),
});

export const inferSchema = z.strictObject({
  partitioner: partitionerSchema.exactOptional(),
  runner: z.discriminatedUnion("type", [localRunnerSchema, slurmRunnerSchema]).exactOptional(),
});

const evaluatesHere = "evaluation runs in the submitting process, which takes seconds: leave it out, or say";

/** Answers are judged where the run was started, dataset by dataset. */
export const evalStageSchema = z.strictObject({
  partitioner: z
    .strictObject({ type: z.literal("naive", `${evaluatesHere} { type: "naive" }`), n: z.literal(1).exactOptional() })
    .exactOptional(),
  runner: z
    .strictObject({
      type: z.literal("local", `${evaluatesHere} { type: "local" }`),
      maxNumWorkers: maxNumWorkers.describe("accepted without effect: evaluation takes one process"),
      retry: retry.describe("accepted without effect: evaluation asks no model"),
      task: z
        .strictObject({ type: z.literal("eval") })
        .exactOptional()
        .describe("accepted: what a task does is known"),
    })
    .exactOptional(),
});

export type InferConfig = z.output<typeof inferSchema>;
export type SlurmRunnerConfig = z.output<typeof slurmRunnerSchema>;
