// What a command may use, and the watch over it.

import type { ChildProcess } from "node:child_process";
import { forgetPeak, peakBytes, treeUse } from "./process-tree.ts";

export const limits = {
  /** Computing, of the command and all that it starts: a busy machine does not use it up. */
  cpuMs: 10_000,
  /** Without computing: what waits for ever. */
  idleMs: 10_000,
  wallMs: 120_000,
  bytes: 2 * 2 ** 30,
  /** Of standard output and standard error. */
  outputBytes: 100 * 2 ** 20,
} as const;

export type Stopped = "time" | "memory" | "output";

export interface Used {
  stopped?: Stopped;
  peakBytes: number;
  cpuMs: number;
}

interface Waited {
  wallMs: number;
  idleMs: number;
}

const lookEveryMs = 100;

/**
 * Kills the child and all that it started where one of them uses more.
 * @param ended Of the command, which may be before the child ends.
 * @param outputBytes How much it has written so far.
 */
export async function watch(child: ChildProcess, ended: Promise<unknown>, outputBytes: () => number): Promise<Used> {
  const pid = child.pid as number;
  const start = Date.now();
  const { cpuMs: cpuBefore } = treeUse(pid);
  const used: Used = { peakBytes: 0, cpuMs: 0 };
  let lastAtWork = start;
  forgetPeak(pid);
  const look = () => {
    const { cpuMs, bytes, isWaiting } = treeUse(pid);
    if (!isWaiting || cpuMs - cpuBefore > used.cpuMs) lastAtWork = Date.now();
    used.cpuMs = Math.max(used.cpuMs, cpuMs - cpuBefore);
    used.peakBytes = Math.max(used.peakBytes, bytes, peakBytes(pid));
    const waited = { wallMs: Date.now() - start, idleMs: Date.now() - lastAtWork };
    const stopped = reason(used, waited, outputBytes());
    if (stopped === undefined || used.stopped !== undefined) return;
    used.stopped = stopped;
    killAll(child);
  };
  const timer = setInterval(look, lookEveryMs);
  try {
    await ended;
    if (used.stopped === undefined) look();
  } finally {
    clearInterval(timer);
  }
  return used;
}

function reason(used: Used, { wallMs, idleMs }: Waited, outputBytes: number): Stopped | undefined {
  if (used.peakBytes > limits.bytes) return "memory";
  if (outputBytes > limits.outputBytes) return "output";
  const isLate = used.cpuMs > limits.cpuMs || idleMs > limits.idleMs || wallMs > limits.wallMs;
  return isLate ? "time" : undefined;
}

const running = new Set<ChildProcess>();
process.on("exit", () => running.forEach(killAll));

/** It and all that it starts end with this process at the latest. */
export function endWithUs(child: ChildProcess): ChildProcess {
  running.add(child);
  child.once("exit", () => running.delete(child));
  return child;
}

/** The child leads a group of its own. */
export function killAll(child: ChildProcess): void {
  if (child.exitCode !== null || child.signalCode !== null) return;
  process.kill(-(child.pid as number), "SIGKILL");
}
