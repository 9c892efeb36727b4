// Processes of the tests' own runs, as Linux tells of them.

import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** Ids of the direct children of a process. */
export function childrenOf(pid: number): number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim();
  return text === "" ? [] : text.split(" ").map(Number);
}

/** Ids of processes with this argument. */
export function processesNaming(argument: string): number[] {
  const ids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return ids.filter((id) => argumentsOf(id).includes(argument)).map(Number);
}

function argumentsOf(id: string): string[] {
  try {
    return readFileSync(`/proc/${id}/cmdline`, "utf8").split("\0");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ESRCH") return []; // it has just ended
    throw error;
  }
}

/** @param seconds A hang limit, far beyond what a busy machine takes. @throws when it does not come true in time. */
export async function waitUntil(isTrue: () => boolean, seconds = 120): Promise<void> {
  for (let tries = 0; tries < seconds * 20; tries++) {
    if (isTrue()) return;
    await sleep(50);
  }
  throw new Error(`still not true after ${seconds} s: ${isTrue.toString()}`);
}

/** A process and when it began: numbers are given again. */
export interface ProcessId {
  pid: number;
  startTime: string;
}

/** Undefined when it is gone, or waits only for its parent to notice. */
export function processId(pid: number): ProcessId | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ESRCH") return undefined;
    throw error;
  }
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields[0] === "Z" || fields[0] === "X" ? undefined : { pid, startTime: fields[19] as string };
}

export function isRunning({ pid, startTime }: ProcessId): boolean {
  return processId(pid)?.startTime === startTime;
}
