// `oc-local eval --shard`: what a job of a cluster runs. Its output is the job's log.

import { runShardJob } from "../../run/shard-job.ts";
import { exitCodes, printError } from "../print-error.ts";
import { toScreen } from "../screen.ts";

/** @returns The exit code. */
export async function runShard(path: string): Promise<number> {
  const stop = new AbortController();
  // Slurm sends SIGTERM, at times more than once, before it kills.
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => stop.abort());
  try {
    // The log is a file in the run's folder.
    const end = await runShardJob(path, { signal: stop.signal, write: toScreen });
    return end === "done" ? 0 : exitCodes.interrupted;
  } catch (error) {
    return printError(error, false);
  }
}
