// The most memory that a process and those it starts hold at one time, where the system tells (Linux).

import { readdirSync, readFileSync } from "node:fs";

const betweenMs = 50;

/** @returns What ends the watch and tells the most, in MiB; undefined where the system tells nothing. */
export function watchMemory(pid: number): () => number | undefined {
  let most: number | undefined;
  const timer = setInterval(() => {
    const held = [pid, ...childrenOf(pid)].map(residentMiB).filter((mebibytes) => mebibytes !== undefined);
    if (held.length > 0)
      most = Math.max(
        most ?? 0,
        held.reduce((sum, mebibytes) => sum + mebibytes),
      );
  }, betweenMs);
  return () => {
    clearInterval(timer);
    return most;
  };
}

function childrenOf(pid: number): number[] {
  return orNone(() => readdirSync(`/proc/${pid}/task`)).flatMap((thread) =>
    orNone(() => readFileSync(`/proc/${pid}/task/${thread}/children`, "utf8").split(" ").filter(Boolean)).map(Number),
  );
}

function residentMiB(pid: number): number | undefined {
  const [status] = orNone(() => [readFileSync(`/proc/${pid}/status`, "utf8")]);
  const found = /^VmRSS:\s+(\d+) kB$/m.exec(status ?? "")?.[1];
  return found === undefined ? undefined : Number(found) / 1024;
}

/** A process may end between two looks. */
function orNone<T>(read: () => T[]): T[] {
  try {
    return read();
  } catch {
    return [];
  }
}
