import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, lstatSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { lockWorkspace } from "../../../src/store/workspace/lock.ts";
import type { Workspace } from "../../../src/store/workspace/workspace.ts";
import { tempFolder } from "../../data/temp-folder.ts";
import { errorOf } from "../../run/error-of.ts";

const folder = await tempFolder();

function workspaceWith(name: string, lock?: unknown): Workspace & { lock: string } {
  const path = join(folder.path, name);
  mkdirSync(path);
  const file = join(path, ".lock");
  if (lock !== undefined) writeFileSync(file, typeof lock === "string" ? lock : JSON.stringify(lock));
  return { path, timestamp: name, lock: file };
}

const ownerOf = (workspace: { lock: string }) => JSON.parse(readFileSync(workspace.lock, "utf8")) as { pid: number };

/** This process, which is alive, as an owner that began to end. */
const ownOwner = { ...ownName(), ending: true };

function ownName() {
  const startTime = existsSync("/proc/self/stat")
    ? (readFileSync("/proc/self/stat", "utf8")
        .replace(/^.*\) /s, "")
        .split(" ")[19] ?? null)
    : null;
  return { pid: process.pid, startTime, host: hostname() };
}

test("a second writer is refused with the first one's process", async () => {
  const workspace = workspaceWith("taken");
  const unlock = await lockWorkspace(workspace);
  expect(await errorOf(() => lockWorkspace(workspace, { graceMs: 0 }))).toMatchObject({
    code: "WORKSPACE",
    message: `${workspace.path} is being written by process ${process.pid} on ${hostname()}`,
    hint: "wait for it to end, or start a new run without -r",
  });
  unlock();
  expect(existsSync(workspace.lock)).toBe(false);
  (await lockWorkspace(workspace))();
});

test("the lock names its owner by process, start time and host", async () => {
  const workspace = workspaceWith("owner");
  const unlock = await lockWorkspace(workspace);
  const startTime = existsSync("/proc/self/stat") ? (expect.stringMatching(/^\d+$/) as unknown) : null;
  expect(ownerOf(workspace)).toEqual({ pid: process.pid, startTime, host: hostname() });
  unlock();
});

test("the lock of a process that has ended is taken over", async () => {
  const child = spawn(process.execPath, ["--eval", ""]);
  await once(child, "exit");
  const workspace = workspaceWith("dead", { pid: child.pid, startTime: "1", host: hostname() });
  const unlock = await lockWorkspace(workspace);
  expect(ownerOf(workspace).pid).toBe(process.pid);
  unlock();
});

test.skipIf(!existsSync("/proc/self/stat"))(
  "a process that has the owner's number but began at another time is not the owner",
  async () => {
    const workspace = workspaceWith("number-reused", { pid: process.pid, startTime: "1", host: hostname() });
    (await lockWorkspace(workspace))();
  },
);

test.each<[name: string, lock: string]>([
  ["empty", ""],
  ["torn", '{"pid": 12'],
  ["no-owner", "{}"],
  ["null", "null"],
])("a lock that names no owner (%s) is taken over", async (name, lock) => {
  const workspace = workspaceWith(`corrupt-${name}`, lock);
  const unlock = await lockWorkspace(workspace);
  expect(ownerOf(workspace).pid).toBe(process.pid);
  unlock();
});

test("the lock of another machine is never taken over: its process cannot be seen from here", async () => {
  const workspace = workspaceWith("elsewhere", { pid: 1, startTime: "1", host: "another-host" });
  expect(await errorOf(() => lockWorkspace(workspace, { graceMs: 0 }))).toMatchObject({
    message: expect.stringMatching(/process 1 on another-host$/) as string,
    hint: `wait for it to end, or start a new run without -r; if it no longer runs there, remove ${workspace.lock}`,
  });
});

test("a folder that is not there cannot be locked", async () => {
  const workspace = { path: join(folder.path, "missing"), timestamp: "missing" };
  expect(await errorOf(() => lockWorkspace(workspace, { graceMs: 0 }))).toMatchObject({
    code: "WORKSPACE",
    message: expect.stringMatching(`^cannot create ${join(workspace.path, ".lock")}: ENOENT`) as string,
  });
});

test("a writer that ends soon is waited for, and the wait is told once", async () => {
  const workspace = workspaceWith("ending");
  const unlock = await lockWorkspace(workspace);
  setTimeout(unlock, 300);
  const told: string[] = [];
  (await lockWorkspace(workspace, { onWait: (text) => told.push(text) }))();
  expect(told).toEqual([`waiting for process ${process.pid}, which still writes ${workspace.path}`]);
});

test("a writer that was asked to stop says so in its lock, and is waited for longer", async () => {
  const workspace = workspaceWith("stopping");
  const stop = new AbortController();
  const unlock = await lockWorkspace(workspace, { signal: stop.signal });
  expect((await errorOf(() => lockWorkspace(workspace, { graceMs: 0 }))).message).toMatch(/is being written/);
  stop.abort();
  expect(ownerOf(workspace)).toMatchObject({ pid: process.pid, ending: true });
  setTimeout(unlock, 300);
  (await lockWorkspace(workspace, { graceMs: 0 }))();
  expect(
    (await errorOf(() => lockWorkspace(workspaceWith("stuck", ownOwner), { graceMs: 0, endingMs: 200 }))).message,
  ).toMatch(/is being written/);
});

test("a run that is stopped while it waits ends", async () => {
  const workspace = workspaceWith("stopped", ownOwner);
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 100);
  expect(await errorOf(() => lockWorkspace(workspace, { signal: stop.signal }))).toMatchObject({ code: "ABORTED" });
  expect(ownerOf(workspace)).toEqual(ownOwner);
});

test.skipIf(!existsSync("/proc/self/stat"))(
  "the lock of a killed process that nobody has waited for is taken over",
  async () => {
    const workspace = workspaceWith("zombie");
    // The shell's child ends after the shell was replaced, and stays a zombie for as long as its replacement runs.
    const parent = spawn("sh", ["-c", "sleep 0.3 & echo $!; exec sleep 60"], { stdio: ["ignore", "pipe", "ignore"] });
    const [output] = (await once(parent.stdout, "data")) as [Buffer];
    const pid = Number(output.toString());
    await expect.poll(() => readFileSync(`/proc/${pid}/stat`, "utf8"), { timeout: 20_000 }).toContain(" Z ");
    const startTime = readFileSync(`/proc/${pid}/stat`, "utf8").split(" ")[21];
    writeFileSync(workspace.lock, JSON.stringify({ pid, startTime, host: hostname() }));
    (await lockWorkspace(workspace, { graceMs: 0 }))();
    parent.kill("SIGKILL");
  },
);

test("of many that find a dead owner's lock at once, one writes at a time", async () => {
  const workspace = workspaceWith("race", { pid: 2 ** 22 + 1, startTime: "1", host: hostname() });
  let writers = 0;
  let most = 0;
  const write = async () => {
    const unlock = await lockWorkspace(workspace, { graceMs: 20_000 });
    writers += 1;
    most = Math.max(most, writers);
    await new Promise((resolve) => setTimeout(resolve, 5));
    writers -= 1;
    unlock();
  };
  await Promise.all(Array.from({ length: 8 }, write));
  expect(most).toBe(1);
  expect(existsSync(workspace.lock)).toBe(false);
});

test("a lock that leads to nothing is taken over", async () => {
  const workspace = workspaceWith("dangling");
  symlinkSync(join(workspace.path, "nowhere"), workspace.lock);
  const unlock = await lockWorkspace(workspace);
  expect(lstatSync(workspace.lock).isFile()).toBe(true);
  unlock();
});

test("a folder in the place of the lock is told, with what to remove", async () => {
  const workspace = workspaceWith("folder");
  mkdirSync(workspace.lock);
  expect(await errorOf(() => lockWorkspace(workspace))).toMatchObject({
    code: "WORKSPACE",
    message: `${workspace.lock} is a folder, where the lock of the run is a file`,
    hint: expect.stringContaining(`rm -r ${workspace.lock}`) as string,
  });
});

test("locks of nobody that can be are taken over", async () => {
  const odd = [{ pid: 0 }, { pid: -1 }, { pid: 1.5 }, { pid: 2 ** 53 }, { pid: 1, host: 7 }];
  const workspaces = odd.map((owner, i) => workspaceWith(`odd-${i}`, { ...ownName(), ...owner }));
  for (const unlock of await Promise.all(workspaces.map((each) => lockWorkspace(each)))) unlock();
});
