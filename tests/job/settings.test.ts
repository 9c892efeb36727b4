import { expect, test } from "vitest";
import type { RunOptions } from "../../src/job/invocation.ts";
import { settingsOf } from "../../src/job/settings.ts";

const asked: RunOptions = { mode: "all", debug: false };

test("without flags and config the defaults hold", () => {
  expect(settingsOf(asked)).toStrictEqual({
    ...asked,
    workDir: "outputs/default",
    metric: undefined,
    partial: false,
    cache: undefined,
    reuse: undefined,
    hook: undefined,
    lark: undefined,
    logFormat: "json",
    slurm: false,
    maxNumWorkers: undefined,
    maxWorkersPerGpu: 1,
    partition: undefined,
    qos: undefined,
    retry: 2,
    stuckAfterSeconds: 1800,
  });
});

const config = {
  workDir: "of-config",
  hook: "tell",
  larkBotUrl: "http://bot",
  infer: { runner: { type: "slurm", maxNumWorkers: 4, retry: 0, partition: "gpu", qos: "low" } },
} as const;

test("the config wins over the defaults, and a flag over both", () => {
  expect(settingsOf(asked, config)).toMatchObject({
    ...{ workDir: "of-config", slurm: true, maxNumWorkers: 4, retry: 0, partition: "gpu", qos: "low" },
    ...{ hook: undefined, lark: undefined },
  });
  const flags = { workDir: "w", maxNumWorkers: 9, retry: 7, qos: "high", partial: true } as const;
  expect(settingsOf({ ...asked, ...flags }, config)).toMatchObject({ ...flags, partition: "gpu", slurm: true });
});

test("who is told: asked for by a flag, named by it or by the config", () => {
  expect(settingsOf({ ...asked, hook: true, lark: true }, config)).toMatchObject({ hook: "tell", lark: "http://bot" });
  expect(settingsOf({ ...asked, hook: "mine" }, config).hook).toBe("mine");
  expect(settingsOf({ ...asked, hook: true })).toMatchObject({ hook: "", lark: undefined });
});

test("a cluster has a number of jobs, this machine as many workers as devices", () => {
  expect(settingsOf({ ...asked, slurm: true }).maxNumWorkers).toBe(8);
  expect(
    settingsOf({ ...asked, slurm: true }, { infer: { runner: { type: "local", maxNumWorkers: 3 } } }),
  ).toMatchObject({
    slurm: true,
    maxNumWorkers: 3,
  });
});
