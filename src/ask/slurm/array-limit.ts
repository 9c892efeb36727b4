// How many jobs an array may have on this cluster.

import { OcLocalError } from "../../core/errors.ts";
import { runCommand } from "./commands.ts";

/** Slurm's own, for where nobody tells. */
const usualMaxArraySize = 1001;

/** Its indices begin at 0 and stay below MaxArraySize. */
export async function mostArrayJobs(): Promise<number> {
  const { code, stdout } = await runCommand("scontrol", ["show", "config"]).catch((error: unknown) => {
    if (!(error instanceof OcLocalError)) throw error;
    return { code: null, stdout: "" };
  });
  const told = code === 0 ? /^MaxArraySize\s*=\s*(\d+)/m.exec(stdout)?.[1] : undefined;
  return told === undefined ? usualMaxArraySize : Math.max(1, Number(told));
}
