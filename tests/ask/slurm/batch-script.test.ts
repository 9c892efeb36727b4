import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { arrayArgs, batchScript, placementArgs } from "../../../src/ask/slurm/batch-script.ts";
import { describeEnd, hintOf, isEnded } from "../../../src/ask/slurm/job-states.ts";
import type { SlurmRunner } from "../../../src/plan/runner.ts";

const awkward = 'it\'s $HOME `id` "100%" \\ 中文\nend';

test("the script passes on the environment that decides what is read, and names the shard of its index", () => {
  const env = {
    PATH: "/bin:/with space",
    OC_LOCAL_DATA: awkward,
    OC_LOCAL_MODELS: "/m",
    OC_LOCAL_LARK_BOT_URL: "SECRET",
    HOME: "/h",
  };
  const script = batchScript("/runs/it's here/shards", 12, env);
  expect(script).not.toContain("SECRET");
  // The program is replaced by one that shows its last argument and what it was given.
  const probe = script.replace(/exec '[^']+' '[^']+'/, `exec '/bin/sh' -c 'printf "%s|%s" "$3" "$OC_LOCAL_DATA"' sh`);
  const { stdout, stderr } = spawnSync("sh", ["-c", probe], { encoding: "utf8", env: { SLURM_ARRAY_TASK_ID: "3" } });
  expect(stderr).toBe("");
  expect(stdout).toBe(`/runs/it's here/shards/15/shard.json|${awkward}`);
});

test("placement: what the runner says, what the model needs, and sbatchArgs last", () => {
  const runner: SlurmRunner = {
    type: "slurm",
    maxNumWorkers: 4,
    retry: 2,
    partition: "gpu",
    qos: "low",
    time: "4:00:00",
    sbatchArgs: ["--mem=32G", "--partition=other"],
    partitioner: undefined,
  };
  expect(placementArgs(runner, { cpus: 8, gpus: 2 })).toEqual([
    "--partition=gpu",
    "--qos=low",
    "--time=4:00:00",
    "--cpus-per-task=8",
    "--gres=gpu:2",
    "--mem=32G",
    "--partition=other",
  ]);
  const bare: SlurmRunner = { type: "slurm", maxNumWorkers: 4, retry: 2, partitioner: undefined };
  expect(placementArgs(bare, { cpus: undefined, gpus: 0 })).toEqual([]);
});

test("the array: so many jobs, so many at once, logs by number; a percent sign in the path is no pattern", () => {
  expect(arrayArgs({ jobs: 5, atOnce: 2, cwd: "/here", logs: "/runs/100% sure/logs" })).toEqual([
    "--array=0-4%2",
    "--chdir=/here",
    "--output=/runs/100%% sure/logs/slurm-%A_%a.log",
    "--no-requeue",
  ]);
});

test.each([
  [{ state: "OUT_OF_MEMORY", reason: "OutOfMemory" }, "ran out of memory (OUT_OF_MEMORY, OutOfMemory)", /--mem/],
  [{ state: "TIMEOUT", reason: "TimeLimit" }, "reached its time limit (TIMEOUT, TimeLimit)", /time/],
  [{ state: "CANCELLED", reason: "None" }, "was cancelled (CANCELLED)", undefined],
  [{ state: "FAILED", reason: "NonZeroExitCode" }, "failed (FAILED, NonZeroExitCode)", undefined],
  [{ state: "NODE_FAIL", reason: "" }, "was lost: its node failed (NODE_FAIL)", undefined],
])("an end in words: %j", (state, words, hint) => {
  expect(isEnded(state)).toBe(true);
  expect(describeEnd(state)).toBe(words);
  if (hint === undefined) expect(hintOf(state)).toBeUndefined();
  else expect(hintOf(state)).toMatch(hint);
});

test.each(["PENDING", "RUNNING", "COMPLETING", "SUSPENDED", "CONFIGURING", "REQUEUED"])("%s is no end", (state) => {
  expect(isEnded({ state, reason: "None" })).toBe(false);
});

test("a job that nobody tells of has left the queue", () => {
  expect(describeEnd({ state: "", reason: "" })).toBe("left the queue");
});
