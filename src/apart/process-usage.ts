// What another process has used, where the system tells (Linux).

import { readFileSync } from "node:fs";

export interface ProcessUsage {
  cpuSeconds: number;
  /** Memory that is its own: not that of files it has mapped. */
  ownBytes: number;
}

/** Clock ticks of /proc are hundredths of a second on every Linux. */
const ticksPerSecond = 100;

/** Undefined where nothing is told, or the process has gone. */
export function readUsage(pid: number): ProcessUsage | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    // Behind the name, which may hold blanks and parentheses, the state and then numbers.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const ticks = Number(fields[11]) + Number(fields[12]);
    const [, kilobytes = "0"] = /^RssAnon:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "latin1")) ?? [];
    return { cpuSeconds: ticks / ticksPerSecond, ownBytes: Number(kilobytes) * 1024 };
  } catch {
    return undefined;
  }
}
