// The script and the arguments that sbatch gets for an array of shards. The script names node, the program and the settings of the
// environment by itself, because clusters may start jobs without the submitting shell's environment.

import { join } from "node:path";
import type { ModelConfig } from "../../config/model-schema.ts";
import { codeRoot, moduleExtension } from "../../core/package.ts";
import { shellQuoted } from "../../core/shell-quote.ts";
import type { SlurmRunner } from "../../plan/runner.ts";
import { isSecretName } from "../../store/workspace/redact.ts";

/** What a job needs of one node. */
export interface JobNeeds {
  /** Undefined: what the cluster gives a job. */
  cpus: number | undefined;
  gpus: number;
}

const passedOn = /^(?:PATH|LD_LIBRARY_PATH|NODE_OPTIONS|NODE_EXTRA_CA_CERTS|XDG_CACHE_HOME|OC_LOCAL_\w+)$/;

/** @param folders Absolute path of the folder of all shards; the array's first index stands for shard `first`. */
export function batchScript(folders: string, first: number, env: NodeJS.ProcessEnv = process.env): string {
  const exports = Object.entries(env).flatMap(([name, value]) =>
    // The script stays in the run's folder and in Slurm's: a webhook's address is for the submitting process alone.
    value !== undefined && passedOn.test(name) && !isSecretName(name) ? [`export ${name}=${shellQuoted(value)}`] : [],
  );
  const program = join(codeRoot, "src", "cli", `main${moduleExtension}`);
  const command = [process.execPath, program, "eval", "--shard"].map(shellQuoted).join(" ");
  return [
    "#!/bin/sh",
    "# Written by oc-local. One job of the array asks the rows of one shard.",
    ...exports,
    // By exec the job is the program: signals of Slurm reach it, and its exit code is the job's.
    `exec ${command} ${shellQuoted(`${folders}/`)}$((${first} + SLURM_ARRAY_TASK_ID))/shard.json`,
    "",
  ].join("\n");
}

/** Arguments that decide whether and where a job may run. */
export function placementArgs({ partition, qos, time, sbatchArgs = [] }: SlurmRunner, { cpus, gpus }: JobNeeds) {
  return [
    ...(partition === undefined ? [] : [`--partition=${partition}`]),
    ...(qos === undefined ? [] : [`--qos=${qos}`]),
    ...(time === undefined ? [] : [`--time=${time}`]),
    ...(cpus === undefined ? [] : [`--cpus-per-task=${cpus}`]),
    ...(gpus > 0 ? [`--gres=gpu:${gpus}`] : []),
    ...sbatchArgs, // last: sbatch takes the last of two
  ];
}

export interface ArrayOptions {
  jobs: number;
  atOnce: number;
  cwd: string;
  /** Folder of the jobs' logs. */
  logs: string;
}

export function arrayArgs({ jobs, atOnce, cwd, logs }: ArrayOptions): string[] {
  return [
    `--array=0-${jobs - 1}%${atOnce}`,
    `--chdir=${cwd}`,
    `--output=${logPattern(logs)}`,
    // A job that Slurm started again by itself would meet its own traces: what failed is submitted as a new shard.
    "--no-requeue",
  ];
}

export function logPath(logs: string, jobId: string): string {
  return join(logs, `slurm-${jobId}.log`);
}

/** A percent sign of the path itself is doubled. */
function logPattern(logs: string): string {
  return logPath(logs.replaceAll("%", "%%"), "%A_%a");
}

/** What a model asks for by its settings; the rest is the cluster's default and `sbatchArgs`. */
export function jobNeeds({ threads, numGpus = 0 }: Pick<ModelConfig, "threads" | "numGpus">): JobNeeds {
  return { cpus: threads > 0 ? threads : undefined, gpus: numGpus };
}
