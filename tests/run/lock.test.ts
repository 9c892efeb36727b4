import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { lockWorkspace } from "../../src/run/lock.ts";
import type { Workspace } from "../../src/run/workspace.ts";
import { tempFolder } from "../data/temp-folder.ts";
import { errorOf } from "./error-of.ts";

const folder = await tempFolder();

function workspaceWith(name: string, lock?: unknown): Workspace & { lock: string } {
  const path = join(folder.path, name);
  mkdirSync(path);
  const file = join(path, ".lock");
  if (lock !== undefined) writeFileSync(file, typeof lock === "string" ? lock : JSON.stringify(lock));
  return { path, timestamp: name, lock: file };
}

const ownerOf = (workspace: { lock: string }) => JSON.parse(readFileSync(workspace.lock, "utf8")) as { pid: number };

test("a second writer is refused with the first one's process", async () => {
  const workspace = workspaceWith("taken");
  const unlock = lockWorkspace(workspace);
  expect(await errorOf(() => lockWorkspace(workspace))).toMatchObject({
    code: "WORKSPACE",
    message: `${workspace.path} is being written by process ${process.pid} on ${hostname()}`,
    hint: "wait for it to end, or start a new run without -r",
  });
  unlock();
  expect(existsSync(workspace.lock)).toBe(false);
  lockWorkspace(workspace)();
});

test("the lock names its owner by process, start time and host", () => {
  const workspace = workspaceWith("owner");
  const unlock = lockWorkspace(workspace);
  const startTime = existsSync("/proc/self/stat") ? (expect.stringMatching(/^\d+$/) as unknown) : null;
  expect(ownerOf(workspace)).toEqual({ pid: process.pid, startTime, host: hostname() });
  unlock();
});

test("the lock of a process that has ended is taken over", async () => {
  const child = spawn(process.execPath, ["--eval", ""]);
  await once(child, "exit");
  const workspace = workspaceWith("dead", { pid: child.pid, startTime: "1", host: hostname() });
  const unlock = lockWorkspace(workspace);
  expect(ownerOf(workspace).pid).toBe(process.pid);
  unlock();
});

test.skipIf(!existsSync("/proc/self/stat"))(
  "a process that has the owner's number but began at another time is not the owner",
  () => {
    const workspace = workspaceWith("number-reused", { pid: process.pid, startTime: "1", host: hostname() });
    lockWorkspace(workspace)();
  },
);

test.each<[name: string, lock: string]>([
  ["empty", ""],
  ["torn", '{"pid": 12'],
  ["no-owner", "{}"],
  ["null", "null"],
])("a lock that names no owner (%s) is taken over", (name, lock) => {
  const workspace = workspaceWith(`corrupt-${name}`, lock);
  const unlock = lockWorkspace(workspace);
  expect(ownerOf(workspace).pid).toBe(process.pid);
  unlock();
});

test("the lock of another machine is never taken over: its process cannot be seen from here", async () => {
  const workspace = workspaceWith("elsewhere", { pid: 1, startTime: "1", host: "another-host" });
  expect((await errorOf(() => lockWorkspace(workspace))).message).toMatch(/process 1 on another-host$/);
});

test("a folder that is not there cannot be locked", async () => {
  const workspace = { path: join(folder.path, "missing"), timestamp: "missing" };
  expect(await errorOf(() => lockWorkspace(workspace))).toMatchObject({
    code: "WORKSPACE",
    message: `cannot create ${join(workspace.path, ".lock")}`,
  });
});
