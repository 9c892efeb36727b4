// `oc-local eval --shard`: what a job of a cluster runs. Its output is the job's log.

import { runShard } from "../../ask/slurm/run-shard.ts";
import { OcLocalError } from "../../core/errors.ts";
import { OutputLog } from "../../store/logs/output-log.ts";
import { redactText } from "../../store/workspace/redact.ts";
import { exitCodes, printError } from "../print-error.ts";
import { toScreen } from "../screen.ts";

/** @returns The exit code. */
export async function runShardJob(path: string): Promise<number> {
  const stop = new AbortController();
  // Slurm sends SIGTERM, at times more than once, before it kills.
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => stop.abort());
  // The log is a file in the run's folder.
  const output = new OutputLog((text) => toScreen(text));
  try {
    const onOutput = (text: string) => output.add(text);
    const { state, reason = "", hint } = await runShard(path, { signal: stop.signal, onOutput });
    if (state === "done") return 0;
    if (state === "stopped") return exitCodes.interrupted;
    return printError(new OcLocalError("ENGINE", redactText(reason), hint === undefined ? {} : { hint }), false);
  } catch (error) {
    return printError(error, false);
  } finally {
    output.end();
  }
}
