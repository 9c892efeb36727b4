// Flags of `oc-local eval` that its stages leave without effect, said instead of passed over.

import type { EvalFlags } from "./eval-flags.ts";

type Idle = readonly [field: keyof EvalFlags, flag: string];

const ofInference: readonly Idle[] = [
  ["retry", "--retry"],
  ["stuckAfter", "--stuck-after"],
];

const ofWorkers: readonly Idle[] = [
  ["maxNumWorkers", "--max-num-workers"],
  ["maxWorkersPerGpu", "--max-workers-per-gpu"],
];

/** One sentence, or none. */
export function idleFlags(flags: EvalFlags): string[] {
  const { mode, dryRun } = flags;
  if (dryRun)
    return sentence(flags, [["workDir", "-w"], ["partial", "--partial"], ...ofInference], "--dry-run makes no run");
  if (mode === "infer") return sentence(flags, [["metric", "--metric"]], "--mode infer shows no table");
  if (mode === "eval" || mode === "viz")
    return sentence(flags, [...ofWorkers, ...ofInference], `--mode ${mode} asks no model`);
  return [];
}

function sentence(flags: EvalFlags, idle: readonly Idle[], why: string): string[] {
  const given = idle.filter(([field]) => flags[field] !== undefined).map(([, flag]) => flag);
  return given.length === 0 ? [] : [`${why}: no effect of ${given.join(", ")}`];
}
