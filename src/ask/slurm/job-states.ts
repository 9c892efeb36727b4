// Slurm's words for the state of a job, and what a state that ends one means for who reads of it.

export interface JobState {
  /** For example "RUNNING" or "OUT_OF_MEMORY". */
  state: string;
  /** Why it is in that state, as Slurm says it; may be empty. */
  reason: string;
}

const ends: Record<string, { words: string; hint?: string }> = {
  BOOT_FAIL: { words: "did not start: its node failed to boot" },
  CANCELLED: { words: "was cancelled" },
  COMPLETED: { words: "ended" },
  DEADLINE: { words: "was ended at its deadline" },
  FAILED: { words: "failed" },
  NODE_FAIL: { words: "was lost: its node failed" },
  OUT_OF_MEMORY: { words: "ran out of memory", hint: 'give jobs more with sbatchArgs: ["--mem=…"] of the runner' },
  PREEMPTED: { words: "was preempted by another job" },
  REVOKED: { words: "was revoked" },
  TIMEOUT: { words: "reached its time limit", hint: "raise the runner's time, or cut more shards" },
};

/** Nothing of such a job runs any more. */
export function isEnded({ state }: JobState): boolean {
  return state in ends;
}

/** "ran out of memory (OUT_OF_MEMORY)", "failed (FAILED, NonZeroExitCode)". */
export function describeEnd({ state, reason }: JobState): string {
  const words = ends[state]?.words ?? "left the queue";
  const said = [state, reason].filter((text) => text !== "" && text !== "None");
  return said.length === 0 ? words : `${words} (${said.join(", ")})`;
}

export function hintOf({ state }: JobState): string | undefined {
  return ends[state]?.hint;
}
