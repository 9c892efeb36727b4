// What a job of a cluster does. What it writes stands in a log of the run's folder, without secrets.

import { runShard } from "../ask/slurm/run-shard.ts";
import { OcLocalError } from "../core/errors.ts";
import { OutputLog } from "../store/logs/output-log.ts";
import { redactText } from "../store/workspace/redact.ts";

/**
 * @param write Puts text behind what is in the job's log.
 * @returns Whether it came to its end, or was stopped. @throws OcLocalError what its rows cannot be asked for.
 */
export async function runShardJob(
  path: string,
  { signal, write }: { signal: AbortSignal; write: (text: string) => void },
): Promise<"done" | "stopped"> {
  const output = new OutputLog(write);
  try {
    const { state, reason = "", hint } = await runShard(path, { signal, onOutput: (text) => output.add(text) });
    if (state === "done" || state === "stopped") return state;
    throw new OcLocalError("ENGINE", redactText(reason), hint === undefined ? {} : { hint });
  } finally {
    output.end();
  }
}
