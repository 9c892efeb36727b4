// The settings of a run: what a flag says, else the config, else the default. Nowhere else is this decided; settings of models are put
// together in the same order where they are resolved (plan/resolve.ts).

import type { EvalConfigInput } from "../config/eval-schema.ts";
import type { InferConfig } from "../config/runner-schema.ts";
import type { RunOptions, RunSettings } from "./invocation.ts";

const defaultSlurmJobs = 8;

export const defaultSettings = {
  workDir: "outputs/default",
  partial: false,
  logFormat: "json",
  slurm: false,
  maxWorkersPerGpu: 1,
  retry: 2,
  stuckAfterSeconds: 1800,
  metric: undefined,
  cache: undefined,
  reuse: undefined,
  maxNumWorkers: undefined,
  partition: undefined,
  qos: undefined,
} as const satisfies Partial<RunSettings>;

/** Fields of a config that are about the run. */
export type ConfiguredRun = Pick<EvalConfigInput, "workDir" | "hook" | "larkBotUrl"> & { infer?: InferConfig };

export function settingsOf(
  options: RunOptions,
  { workDir, hook, larkBotUrl, infer: { runner } = {} }: ConfiguredRun = {},
): RunSettings {
  const configured = {
    workDir,
    maxNumWorkers: runner?.maxNumWorkers,
    retry: runner?.retry,
    ...(runner?.type === "slurm" && { slurm: true, partition: runner.partition, qos: runner.qos }),
  };
  const { slurm, maxNumWorkers, ...settled } = { ...defaultSettings, ...defined(configured), ...defined(options) };
  return {
    ...settled,
    ...(slurm ? { slurm, maxNumWorkers: maxNumWorkers ?? defaultSlurmJobs } : { slurm, maxNumWorkers }),
    hook: options.hook === true ? (hook ?? "") : options.hook,
    lark: options.lark ? (larkBotUrl ?? process.env.OC_LOCAL_LARK_BOT_URL ?? "") : undefined,
  };
}

/** Without the fields that are undefined, which would cover others. */
function defined<Fields extends object>(fields: Fields): { [Key in keyof Fields]: Exclude<Fields[Key], undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [Key in keyof Fields]: Exclude<Fields[Key], undefined> };
}
