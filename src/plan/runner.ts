// Where inference runs: on this machine, or as jobs of a cluster.

import type { InferConfig, SlurmRunnerConfig } from "../config/runner-schema.ts";
import { UsageError } from "../core/errors.ts";
import type { Invocation, RunOptions, RunSettings } from "../job/invocation.ts";

export type Partitioner = NonNullable<InferConfig["partitioner"]>;

export type LocalRunner = { type: "local" } & Pick<RunSettings, "retry" | "maxNumWorkers">;

export type SlurmRunner = Omit<SlurmRunnerConfig, "task"> &
  Pick<RunSettings & { slurm: true }, "retry" | "maxNumWorkers"> & {
    /** Undefined: as many shards as workers, balanced by what they cost. */
    partitioner: Partitioner | undefined;
  };

export type Runner = LocalRunner | SlurmRunner;

/** @throws UsageError where a flag of Slurm is given for a run that stays here, or a run has to stay here. */
export function runnerOf(
  { runner, partitioner }: InferConfig,
  settings: RunSettings,
  { deterministic }: Pick<Invocation, "deterministic"> = {},
): Runner {
  const { maxNumWorkers, retry, partition, qos } = settings;
  if (!settings.slurm) {
    const stray = [partition && "--partition", qos && "--qos"].filter(Boolean).join(" and ");
    if (stray !== "")
      throw new UsageError(`${stray}: this run does not go to a Slurm cluster`, {
        hint: 'add --slurm, or infer: { runner: { type: "slurm" } } to the config',
      });
    return { type: "local", maxNumWorkers, retry };
  }
  refuseDebug(settings);
  refuseDeterministic(deterministic);
  const { task: _task, ...configured } = runner?.type === "slurm" ? runner : {};
  return {
    ...configured,
    type: "slurm",
    maxNumWorkers: settings.maxNumWorkers,
    retry,
    ...(partition !== undefined && { partition }),
    ...(qos !== undefined && { qos }),
    partitioner,
  };
}

/** What is asked for that has no effect, for the screen. */
export function runnerNotes({ partitioner }: InferConfig, runner: Runner, options: RunOptions): string[] {
  if (runner.type === "slurm") return [];
  const debug = debugNote(options);
  const cut =
    partitioner &&
    `the partitioner "${partitioner.type}" cuts jobs for a cluster; workers on this machine share all rows`;
  return [debug, cut].filter((text) => text !== undefined);
}

function debugNote({ debug, maxNumWorkers, maxWorkersPerGpu, retry, stuckAfterSeconds }: RunOptions) {
  const flags = [
    (maxNumWorkers ?? 1) > 1 && "--max-num-workers",
    (maxWorkersPerGpu ?? 1) > 1 && "--max-workers-per-gpu",
    retry !== undefined && "--retry",
    stuckAfterSeconds !== undefined && "--stuck-after",
  ].filter((flag) => flag !== false);
  if (!debug || flags.length === 0) return undefined;
  const have = flags.length === 1 ? "has" : "have";
  return `--debug runs one task after the other in this process, which is not started again: ${new Intl.ListFormat("en-GB").format(flags)} ${have} no effect`;
}

function refuseDebug({ debug }: RunSettings): void {
  if (!debug) return;
  throw new UsageError("--debug runs inference in this process, and the config sends it to a Slurm cluster", {
    hint: 'leave one of them out: --debug, or infer: { runner: { type: "slurm" } }',
  });
}

/** A stored run may be deterministic without its flag, and a config may name the cluster. */
function refuseDeterministic(deterministic: Invocation["deterministic"]): void {
  if (!deterministic) return;
  throw new UsageError(
    "a deterministic run cannot go to a Slurm cluster: numbers differ between machines by rounding",
    {
      hint: "continue it on the machine that it began on, or start a new run without --deterministic",
    },
  );
}
