// One writer per workspace. The lock names its owner by pid and start time, so that a dead owner's lock, or one whose pid
// now belongs to another program, is taken over.

import { closeSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { OcLocalError } from "../core/errors.ts";
import type { Workspace } from "./workspace.ts";

interface Owner {
  pid: number;
  /** Kernel start time of the process, null where /proc does not tell. */
  startTime: string | null;
  host: string;
}

/** @returns A function that gives the lock back. */
export function lockWorkspace(workspace: Workspace): () => void {
  const path = join(workspace.path, ".lock");
  for (let attempt = 0; attempt < 3; attempt++) {
    if (tryCreate(path)) return () => rmSync(path, { force: true });
    const owner = readOwner(path);
    if (owner !== undefined && isAlive(owner)) {
      throw new OcLocalError(
        "WORKSPACE",
        `${workspace.path} is being written by process ${owner.pid} on ${owner.host}`,
        {
          hint: "wait for it to end, or start a new run without -r",
        },
      );
    }
    if (owner === undefined && attempt === 0) pause(50);
    else rmSync(path, { force: true });
  }
  throw new OcLocalError("WORKSPACE", `${path} cannot be taken: another process keeps taking it`);
}

function tryCreate(path: string): boolean {
  let file: number;
  try {
    file = openSync(path, "wx");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw new OcLocalError("WORKSPACE", `cannot create ${path}`, { cause: error });
  }
  const owner: Owner = { pid: process.pid, startTime: processStartTime(process.pid), host: hostname() };
  writeSync(file, JSON.stringify(owner));
  closeSync(file);
  return true;
}

/** A lock that names nobody may be a moment old: its owner is about to write its name. */
function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

/** Undefined where the lock is gone or names nobody. */
function readOwner(path: string): Owner | undefined {
  try {
    const owner = JSON.parse(readFileSync(path, "utf8")) as Owner | null;
    return typeof owner?.pid === "number" ? owner : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function isAlive(owner: Owner): boolean {
  if (owner.host !== hostname()) return true; // cannot be checked from here; never stolen
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  return owner.startTime === null || owner.startTime === processStartTime(owner.pid);
}

/** Field 22 of /proc/<pid>/stat: start time in clock ticks since boot. */
function processStartTime(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}
