// Makes the folders of shards and submits one array of jobs for them.

import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { OcLocalError, UsageError } from "../../core/errors.ts";
import { makeFolders } from "../../core/make-folders.ts";
import { writeFileAtomically } from "../../core/write-file.ts";
import type { SlurmRunner } from "../../plan/runner.ts";
import { readStoredJson } from "../../store/stored/stored-json.ts";
import { writeJson } from "../../store/workspace/manifest.ts";
import type { Workspace } from "../../store/workspace/workspace.ts";
import type { OpenTask } from "../infer/messages.ts";
import type { ShardPart } from "../shards/balance.ts";
import { arrayArgs, batchScript, type JobNeeds, jobNeeds, placementArgs } from "./batch-script.ts";
import { runCommand } from "./commands.ts";
import { type JobId, Queue } from "./queue.ts";
import {
  listShards,
  rangesOf,
  type ShardJob,
  type ShardTask,
  shardFolder,
  shardsPath,
  writeShard,
} from "./shard-folder.ts";

export interface Submission {
  workspace: Workspace;
  runner: SlurmRunner;
  needs: JobNeeds;
  /** The datasets that shards are cut from. */
  tasks: readonly OpenTask[];
  /** What all shards have in common. */
  job: Omit<ShardJob, "parts">;
}

export interface SubmittedShard {
  number: number;
  job: JobId;
  parts: ShardPart[];
}

/** Where jobs write their logs. */
export function jobLogs(workspace: Workspace): string {
  return join(workspace.path, "logs", "infer");
}

/** The queue of the run's jobs; its name is stored before anything is submitted under it. */
export function openQueue(workspace: Workspace): Queue {
  const path = queueFile(workspace);
  const known = storedQueue(workspace);
  if (known !== undefined) return known;
  const name = `oc-local-${workspace.timestamp}-${randomBytes(4).toString("hex")}`;
  makeFolders(shardsPath(workspace));
  writeJson(path, { name });
  return new Queue(name);
}

/** Undefined where the run has submitted nothing that may still be running. */
export function storedQueue(workspace: Workspace): Queue | undefined {
  const path = queueFile(workspace);
  if (!existsSync(path)) return undefined;
  const { name } = readStoredJson(path, z.looseObject({ name: z.string().regex(/^oc-local-[\w-]{1,100}$/) }), {
    code: "WORKSPACE",
    expected: "the name of the run's jobs",
    hint: `when none of the run's jobs is in the queue any more (squeue --me), remove ${path} and continue with -r`,
  });
  return new Queue(name);
}

/** Where the name of the run's jobs is kept. */
export function queueFile(workspace: Workspace): string {
  return join(shardsPath(workspace), "queue.json");
}

/** @throws OcLocalError CLUSTER; nothing is submitted then. */
export async function submitShards(
  shards: readonly ShardPart[][],
  { workspace, runner, needs, tasks, job }: Submission,
): Promise<SubmittedShard[]> {
  const queue = openQueue(workspace);
  const first = (listShards(workspace).at(-1) ?? 0) + 1;
  for (const [i, parts] of shards.entries())
    writeShard(shardFolder(workspace, first + i), {
      ...job,
      parts: parts.map((part) => shardTask(part, tasks)),
    });
  const script = join(shardsPath(workspace), `array-${first}.sh`);
  writeFileAtomically(script, batchScript(shardsPath(workspace), first));
  const array = {
    jobs: shards.length,
    atOnce: runner.maxNumWorkers,
    cwd: job.invocation.cwd,
    logs: jobLogs(workspace),
  };
  const id = await queue.submit([...arrayArgs(array), ...placementArgs(runner, needs), script]);
  return shards.map((parts, i) => ({ number: first + i, job: `${id}_${i}`, parts }));
}

function shardTask({ dataset, rows }: ShardPart, tasks: readonly OpenTask[]): ShardTask {
  const task = tasks.find((other) => other.dataset === dataset);
  if (task === undefined) throw new Error(`dataset ${dataset} was not planned`);
  const { kind, cost, data, identity } = task;
  return { dataset, kind, cost, data, identity, ranges: rangesOf(rows) };
}

/**
 * Asks Slurm whether it would take such jobs, so that a misspelt partition is refused before anything is planned or written.
 * @throws UsageError, also where Slurm's commands are absent.
 */
export async function checkCluster(runner: SlurmRunner, model: Parameters<typeof jobNeeds>[0]): Promise<void> {
  const args = ["--test-only", ...placementArgs(runner, jobNeeds(model)), "--wrap=true"];
  const { code, stderr } = await runCommand("sbatch", args).catch((error: unknown) => {
    if (!(error instanceof OcLocalError)) throw error;
    const hint = `${error.hint}; to run on this machine leave --slurm and the runner of the config out`;
    throw new UsageError(error.message, { hint, cause: error });
  });
  // What may pass, such as a partition that is down, is left to the submission itself.
  if (code === 0 || !/invalid|unrecognized|unknown/i.test(stderr)) return;
  const { stdout } = await runCommand("sinfo", ["--noheader", "--format=%R"]);
  const partitions = [...new Set(stdout.split("\n").filter((line) => line !== ""))];
  throw new UsageError(`Slurm would refuse the jobs: ${stderr.split("\n")[0]}`, {
    hint: partitions.length > 0 ? `partitions: ${partitions.join(", ")}` : "see what sinfo tells",
  });
}
