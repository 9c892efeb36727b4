import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { RunningShard } from "../../../src/ask/slurm/running-shard.ts";
import { shardFolder, writeEnd } from "../../../src/ask/slurm/shard-folder.ts";
import type { Submission } from "../../../src/ask/slurm/submit.ts";
import { tempFolder } from "../../data/temp-folder.ts";

const folder = await tempFolder();
const workspace = { path: join(folder.path, "run"), timestamp: "run" };
afterEach(() => vi.unstubAllEnvs());

/** Accounting that says so of every job. */
async function accountingSays(line: string): Promise<void> {
  await folder.write("bin/sacct", `#!/bin/sh\necho '${line}'\n`);
  chmodSync(join(folder.path, "bin", "sacct"), 0o755);
  vi.stubEnv("PATH", `${join(folder.path, "bin")}:${process.env.PATH}`);
}

function shardOf(number: number): RunningShard {
  mkdirSync(shardFolder(workspace, number).path, { recursive: true });
  const submission = { workspace, job: { model: "tiny" } } as Submission;
  return new RunningShard({ number, job: `7_${number}`, parts: [] }, submission, 0);
}

test("a job that the queue has forgotten has ended, also where accounting never learnt of it", async () => {
  await accountingSays("RUNNING|0:0");
  const killed = shardOf(1);
  expect(await killed.endState(new Map())).toEqual({ state: "", reason: "" });
  const done = shardOf(2);
  writeEnd(shardFolder(workspace, 2), { state: "done" });
  expect(await done.endState(new Map())).toEqual({ state: "COMPLETED", reason: "" });
});

test("what accounting knows of its end is told; while the queue has it, the queue's word counts", async () => {
  await accountingSays("CANCELLED by 1000|0:15");
  const shard = shardOf(3);
  expect(await shard.endState(new Map())).toEqual({ state: "CANCELLED", reason: "exit 0:15" });
  expect(await shard.endState(new Map([["7_3", { state: "RUNNING", reason: "None" }]]))).toBeUndefined();
  expect(await shard.endState("the controller does not answer")).toBeUndefined();
});
