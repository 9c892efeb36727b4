// The jobs of one run in Slurm's queue. They share a name that no other run has, written down before the first is submitted: by it
// they are found again after the submitting process died, also where it died before it knew their numbers.

import { setTimeout as sleep } from "node:timers/promises";
import { OcLocalError } from "../../core/errors.ts";
import { runCommand } from "./commands.ts";
import { isEnded, type JobState } from "./job-states.ts";

/** "12_3": number of the array and index in it. */
export type JobId = string;

export class Queue {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }

  /** @param args Behind the job's name: options and the script. @returns The array's number. @throws OcLocalError CLUSTER */
  async submit(args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await runCommand("sbatch", ["--parsable", `--job-name=${this.name}`, ...args]);
    const [id = ""] = stdout.trim().split(";"); // the cluster's name may follow
    if (code === 0 && /^\d+$/.test(id)) return id;
    throw new OcLocalError("CLUSTER", `sbatch refused the jobs: ${stderr || stdout.trim() || `exit code ${code}`}`, {
      hint: "check partition, qos, time and sbatchArgs against what sinfo and the cluster's pages say",
    });
  }

  /** Jobs that Slurm still knows of, ended ones included. A string says why the cluster did not tell. */
  async states(): Promise<Map<JobId, JobState> | string> {
    const format = "--format=%F_%K|%T|%r";
    const args = ["--noheader", "--array", "--states=all", `--name=${this.name}`, format];
    const { code, stdout, stderr } = await runCommand("squeue", args).catch((error: unknown) => {
      if (!(error instanceof OcLocalError)) throw error;
      return { code: null, stdout: "", stderr: error.message };
    });
    if (code !== 0) return stderr || `squeue ended with exit code ${code}`;
    const lines = stdout.split("\n").filter((line) => line !== "");
    return new Map(
      lines.map((line) => {
        const [id = "", state = "", reason = ""] = line.trim().split("|");
        return [id, { state, reason }];
      }),
    );
  }

  /** Waiting jobs are cancelled, running ones are asked to finish their rows in flight and end. */
  async stop(): Promise<void> {
    await runCommand("scancel", ["--state=PENDING", `--name=${this.name}`]);
    await runCommand("scancel", ["--state=RUNNING", "--signal=TERM", "--full", `--name=${this.name}`]);
  }

  /** Slurm ends what is left: SIGTERM, and SIGKILL after the cluster's KillWait. */
  async cancel(): Promise<void> {
    await runCommand("scancel", [`--name=${this.name}`]);
  }

  /**
   * Stops all jobs and waits until none is left.
   * @throws OcLocalError ABORTED when the user does not want to wait; CLUSTER when the cluster does not answer.
   */
  async end({ signal, patienceMs, onWait }: EndOptions): Promise<void> {
    const startedAt = Date.now();
    let asked: "not" | "to stop" | "to be cancelled" = "not";
    while (await this.#isBusy()) {
      if (asked === "not") {
        onWait();
        await this.stop();
        asked = "to stop";
      } else if (asked === "to stop" && Date.now() - startedAt > patienceMs) {
        await this.cancel();
        asked = "to be cancelled";
      }
      if (signal.aborted) throw new OcLocalError("ABORTED", `stopped while waiting for the jobs ${this.name} to end`);
      await sleep(500);
    }
  }

  async #isBusy(): Promise<boolean> {
    const states = await this.states();
    if (typeof states !== "string") return ![...states.values()].every(isEnded);
    throw new OcLocalError("CLUSTER", `the cluster does not answer: ${states}`);
  }
}

export interface EndOptions {
  signal: AbortSignal;
  /** Milliseconds that jobs get to finish their rows in flight. */
  patienceMs: number;
  /** There is something to wait for. */
  onWait(): void;
}

/** What accounting remembers of a job that the queue has forgotten; undefined where there is no accounting. */
export async function rememberedState(id: JobId): Promise<JobState | undefined> {
  const args = ["--noheader", "--allocations", "--parsable2", "--format=State,ExitCode", `--jobs=${id}`];
  const result = await runCommand("sacct", args).catch((error: unknown) => {
    if (error instanceof OcLocalError && error.code === "CLUSTER") return undefined;
    throw error;
  });
  const [line = ""] = result?.code === 0 ? result.stdout.split("\n") : [];
  const [state = "", exit = ""] = line.trim().split("|");
  // "CANCELLED by 1000"
  return state === "" ? undefined : { state: state.split(" ")[0] as string, reason: exit && `exit ${exit}` };
}
