// What a process and everything it started use, from /proc.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";

export interface TreeUse {
  /** Of the process and all below it, ended children included. */
  cpuMs: number;
  /** Resident. */
  bytes: number;
  /** None of them waits for a processor or has one. */
  isWaiting: boolean;
}

const msPerTick = 10;
const pageBytes = 4096;

/** Nothing where the process has ended. */
export function treeUse(pid: number): TreeUse {
  const stat = contents(`/proc/${pid}/stat`);
  if (stat === undefined) return { cpuMs: 0, bytes: 0, isWaiting: true };
  // The name in brackets may hold blanks.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const ticks = [11, 12, 13, 14].reduce((sum, place) => sum + Number(fields[place]), 0);
  const own = { cpuMs: ticks * msPerTick, bytes: Number(fields[21]) * pageBytes, isWaiting: fields[0] !== "R" };
  return childrenOf(pid)
    .map(treeUse)
    .reduce(
      (sum, use) => ({
        cpuMs: sum.cpuMs + use.cpuMs,
        bytes: sum.bytes + use.bytes,
        isWaiting: sum.isWaiting && use.isWaiting,
      }),
      own,
    );
}

/** The most that the process alone held since `forgetPeak`. */
export function peakBytes(pid: number): number {
  const peak = /^VmHWM:\s+(\d+) kB$/m.exec(contents(`/proc/${pid}/status`) ?? "");
  return peak === null ? 0 : Number(peak[1]) * 1024;
}

export function forgetPeak(pid: number): void {
  ifThere(() => writeFileSync(`/proc/${pid}/clear_refs`, "5"));
}

function childrenOf(pid: number): number[] {
  const threads = ifThere(() => readdirSync(`/proc/${pid}/task`)) ?? [];
  return threads.flatMap((thread) => {
    const listed = contents(`/proc/${pid}/task/${thread}/children`) ?? "";
    return listed.split(" ").filter(Boolean).map(Number);
  });
}

function contents(path: string): string | undefined {
  return ifThere(() => readFileSync(path, "utf8"));
}

/** Processes and threads end while they are looked at. */
function ifThere<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ESRCH" || code === "EACCES") return undefined;
    throw error;
  }
}
