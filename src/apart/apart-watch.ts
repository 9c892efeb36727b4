// Tells when a process that works apart is stuck or takes too much memory. What counts is its own time of computing: on a busy
// machine, or after the lid was closed, nothing is stuck. Where the system does not tell that, the waiting counts.

import { formatBytes } from "../engines/memory-plan.ts";
import { readUsage } from "./process-usage.ts";

export const apartLimits = {
  /** Seconds of computing without a step. */
  stuckCpuSeconds: 20,
  /** Seconds without a step at all. */
  stuckSeconds: 300,
  /** Beside as much again as was in use when the work began. */
  moreBytes: 3 * 2 ** 29,
} as const;

export interface ApartWatch {
  begin(): void;
  step(): void;
  end(): void;
}

const tickMs = 250;

/** What one process holds of the work that was watched in it: it does not raise the bound of the next. */
export interface HeldMemory {
  bytes: number;
}

/**
 * @param isMemoryBound False for work that opens a model's weights, which its engine plans memory for.
 * @param onBeyond Called once, with what it did, to complete "the process …".
 */
export function watchApart(
  pid: number,
  { isMemoryBound, held }: { isMemoryBound: boolean; held: HeldMemory },
  onBeyond: (what: string) => void,
): ApartWatch {
  const { stuckCpuSeconds, stuckSeconds, moreBytes } = apartLimits;
  let mostBytes = Number.POSITIVE_INFINITY;
  let stepAt = { cpu: readUsage(pid)?.cpuSeconds ?? 0, ticks: 0 };
  let ticks = 0;
  let beganWith: number | undefined;
  let isWatched = false;
  const look = () => {
    ticks += 1;
    const usage = readUsage(pid);
    const cpu = usage === undefined ? 0 : usage.cpuSeconds - stepAt.cpu;
    if (cpu > stuckCpuSeconds) beyond(`made no step in ${stuckCpuSeconds} s of computing and was ended`);
    else if ((ticks - stepAt.ticks) * tickMs > stuckSeconds * 1000)
      beyond(`made no step for ${stuckSeconds} s and was ended`);
    else if (usage !== undefined && usage.ownBytes > mostBytes)
      beyond(`took ${formatBytes(usage.ownBytes)} of memory and was ended`);
  };
  const timer = setInterval(() => isWatched && look(), tickMs);
  const end = () => clearInterval(timer);
  const beyond = (what: string) => {
    end();
    onBeyond(what);
  };
  const step = () => {
    stepAt = { cpu: readUsage(pid)?.cpuSeconds ?? stepAt.cpu, ticks };
  };
  return {
    begin: () => {
      isWatched = true;
      step();
      beganWith = readUsage(pid)?.ownBytes;
      if (isMemoryBound && beganWith !== undefined) mostBytes = 2 * Math.max(0, beganWith - held.bytes) + moreBytes;
    },
    step,
    end: () => {
      end();
      const ownBytes = readUsage(pid)?.ownBytes;
      if (beganWith !== undefined && ownBytes !== undefined)
        held.bytes = Math.max(0, held.bytes + ownBytes - beganWith);
    },
  };
}
