// One writer per workspace. The lock names its owner by pid and start time, so that a dead owner's lock, or one whose pid
// now belongs to another program, is taken over. A writer that is ending is waited for.

import { closeSync, lstatSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { errorMessage, OcLocalError } from "../../core/errors.ts";
import { shellWord } from "../../core/shell-quote.ts";
import { writeFileAtomically } from "../../core/write-file.ts";
import type { Workspace } from "./workspace.ts";

interface Owner {
  pid: number;
  /** Kernel start time of the process, null where /proc does not tell. */
  startTime: string | null;
  host: string;
  /** It was asked to stop and is about to end. */
  ending?: true;
}

const ownerSchema: z.ZodType<Owner> = z.object({
  pid: z
    .int()
    .positive()
    .max(2 ** 31 - 1),
  startTime: z.string().nullable(),
  host: z.string(),
  ending: z.literal(true).exactOptional(),
});

export interface LockOptions {
  /** The run's own stop: told to whoever waits for the lock. */
  signal?: AbortSignal;
  /** Called once when the lock has to be waited for. */
  onWait?(text: string): void;
  /** Milliseconds to wait for an owner that was not asked to stop: one that was just killed may still be there. @default 3000 */
  graceMs?: number;
  /** Milliseconds to wait for one that is ending. @default 120000 */
  endingMs?: number;
}

const pollMs = 50;
/** A lock that names nobody is being written, or was left by a crash. */
const namelessMs = 1000;

/** @returns A function that gives the lock back. @throws OcLocalError WORKSPACE where another process keeps writing. */
export async function lockWorkspace(workspace: Workspace, options: LockOptions = {}): Promise<() => void> {
  const { signal, onWait, graceMs = 3000, endingMs = 120_000 } = options;
  const path = join(workspace.path, ".lock");
  const start = Date.now();
  let isTold = false;
  while (!tryCreate(path)) {
    refuseOther(path);
    const owner = readOwner(path);
    if (owner === undefined ? isLeft(path) : !isAlive(owner)) {
      removeLeft(path);
      continue;
    }
    if (owner !== undefined) {
      if (Date.now() - start >= (owner.ending ? endingMs : graceMs)) throw isWritten(workspace, owner);
      if (!isTold) onWait?.(`waiting for process ${owner.pid}, which still writes ${workspace.path}`);
      isTold = true;
    }
    await sleep(pollMs);
    if (signal?.aborted) throw new OcLocalError("ABORTED", `stopped while waiting for ${path}`);
  }
  const tell = () => tellEnding(path);
  signal?.addEventListener("abort", tell, { once: true });
  if (signal?.aborted) tell();
  return () => {
    signal?.removeEventListener("abort", tell);
    rmSync(path, { force: true });
  };
}

/** What is no file was not made by a run, and need not be one that can be removed. */
function refuseOther(path: string): void {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat === undefined || stat.isFile() || stat.isSymbolicLink()) return;
  const what = stat.isDirectory() ? "a folder" : "no regular file";
  throw new OcLocalError("WORKSPACE", `${path} is ${what}, where the lock of the run is a file`, {
    hint: `no run has made it: remove it (rm -r ${shellWord(path)}), or start a new run without -r`,
  });
}

function isWritten({ path }: Workspace, owner: Owner): OcLocalError {
  const left = owner.host === hostname() ? "" : `; if it no longer runs there, remove ${join(path, ".lock")}`;
  return new OcLocalError("WORKSPACE", `${path} is being written by process ${owner.pid} on ${owner.host}`, {
    hint: `wait for it to end, or start a new run without -r${left}`,
  });
}

const unlockable = "free space or fix permissions of the run's folder, or start a new run in another one with -w";

/** @returns Whether the lock is ours. */
function tryCreate(path: string): boolean {
  let file: number;
  try {
    file = openSync(path, "wx");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw new OcLocalError("WORKSPACE", `cannot create ${path}: ${errorMessage(error)}`, {
      hint: unlockable,
      cause: error,
    });
  }
  try {
    writeSync(file, JSON.stringify(ownName()));
  } catch (error) {
    rmSync(path, { force: true });
    throw new OcLocalError("WORKSPACE", `cannot write ${path}: ${errorMessage(error)}`, {
      hint: unlockable,
      cause: error,
    });
  } finally {
    closeSync(file);
  }
  return true;
}

/** Where the disk is full a waiting run gives up sooner; stopping goes on all the same. */
function tellEnding(path: string): void {
  try {
    writeFileAtomically(path, JSON.stringify({ ...ownName(), ending: true } satisfies Owner));
  } catch (error) {
    if (!(error instanceof OcLocalError)) throw error;
  }
}

function ownName(): Owner {
  return { pid: process.pid, startTime: processState(process.pid)?.startTime ?? null, host: hostname() };
}

/** Of several that find a dead owner's lock one removes it, and none removes the lock that the first of them then takes. */
function removeLeft(path: string): void {
  const guard = `${path}.removing`;
  if (!tryCreate(guard)) {
    refuseOther(guard);
    const remover = readOwner(guard);
    if (remover === undefined ? isLeft(guard) : !isAlive(remover)) rmSync(guard, { force: true });
    return;
  }
  try {
    const owner = readOwner(path);
    if (owner === undefined ? isLeft(path) : !isAlive(owner)) rmSync(path, { force: true });
  } finally {
    rmSync(guard, { force: true });
  }
}

/** Whether a lock that names nobody is older than the moment its owner needs to write its name. */
function isLeft(path: string): boolean {
  // Of a link itself: it may lead to nothing.
  const stat = lstatSync(path, { throwIfNoEntry: false });
  return stat !== undefined && Date.now() - stat.mtimeMs > namelessMs;
}

/** Undefined where the lock is gone or names nobody. */
function readOwner(path: string): Owner | undefined {
  // A lock is never a link.
  if (!lstatSync(path, { throwIfNoEntry: false })?.isFile()) return undefined;
  try {
    const { success, data } = ownerSchema.safeParse(JSON.parse(readFileSync(path, "utf8")));
    return success ? data : undefined;
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
  const state = processState(owner.pid);
  // A killed process may wait long for its parent to notice; it writes no more.
  if (state?.isGone) return false;
  return owner.startTime === null || owner.startTime === state?.startTime;
}

/** Fields 3 and 22 of /proc/<pid>/stat: state, and start time in clock ticks since boot. Undefined where there is no /proc. */
function processState(pid: number): { startTime: string | null; isGone: boolean } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return { startTime: fields[19] ?? null, isGone: fields[0] === "Z" || fields[0] === "X" };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ESRCH") return undefined;
    throw error;
  }
}
