import { expect, test } from "vitest";
import { evalConfigSchema } from "../../src/config/eval-schema.ts";
import { parseConfig } from "../../src/config/parse.ts";
import type { InferConfig } from "../../src/config/runner-schema.ts";
import type { RunOptions } from "../../src/job/invocation.ts";
import { settingsOf } from "../../src/job/settings.ts";
import { runnerNotes, runnerOf } from "../../src/plan/runner.ts";
import { errorOf } from "../run/error-of.ts";

const configured = (fields: object) => parseConfig(evalConfigSchema, fields, "my.ts");
const settled = (infer: InferConfig, options: Partial<RunOptions> = {}, deterministic?: true) =>
  runnerOf(infer, settingsOf({ mode: "all", debug: false, ...options }, { infer }), deterministic && { deterministic });
const runner = (infer: object, options: Partial<RunOptions> = {}) =>
  settled(configured({ infer }).infer ?? {}, options);

test("a config that says nothing runs here, with as many workers as there are devices", () => {
  expect(settled(configured({}).infer ?? {})).toEqual({
    type: "local",
    retry: 2,
  });
});

test("a config's runner is used, and flags override it", () => {
  const slurm = {
    partitioner: { type: "size", maxTaskSize: 5000 },
    runner: { type: "slurm", maxNumWorkers: 64, retry: 5, partition: "gpu", time: "4:00:00", task: { type: "infer" } },
  };
  expect(runner(slurm)).toEqual({
    type: "slurm",
    maxNumWorkers: 64,
    retry: 5,
    partition: "gpu",
    time: "4:00:00",
    partitioner: { type: "size", maxTaskSize: 5000 },
  });
  expect(runner(slurm, { partition: "cpu", qos: "low", retry: 0, maxNumWorkers: 3 })).toMatchObject({
    partition: "cpu",
    qos: "low",
    retry: 0,
    maxNumWorkers: 3,
    time: "4:00:00",
  });
  expect(runner({ runner: { type: "local", maxNumWorkers: 4, retry: 1 } })).toEqual({
    type: "local",
    maxNumWorkers: 4,
    retry: 1,
  });
});

test("--slurm sends a run to the cluster whatever the config's runner is", () => {
  expect(runner({ runner: { type: "local", retry: 1 } }, { slurm: true })).toEqual({
    type: "slurm",
    maxNumWorkers: 8,
    retry: 1,
    partitioner: undefined,
  });
});

test("flags of the cluster are refused where nothing goes there, and --debug where it does", async () => {
  expect(await errorOf(() => runner({}, { partition: "gpu", qos: "low" }))).toMatchObject({
    name: "UsageError",
    message: "--partition and --qos: this run does not go to a Slurm cluster",
  });
  const error = await errorOf(() => runner({ runner: { type: "slurm" } }, { debug: true }));
  expect(error.message).toMatch(/^--debug .* Slurm/);
});

test("a partitioner without effect is told", () => {
  const { infer = {} } = configured({ infer: { partitioner: { type: "naive" } } });
  const notes = (options: Partial<RunOptions>) => {
    const all: RunOptions = { mode: "all", debug: false, ...options };
    return runnerNotes(infer, settled(infer, all), all);
  };
  expect(notes({})).toEqual([
    'the partitioner "naive" cuts jobs for a cluster; workers on this machine share all rows',
  ]);
  expect(notes({ slurm: true })).toEqual([]);
});

test("--debug says which flags it leaves without effect", () => {
  const options: RunOptions = { mode: "all", debug: true, maxNumWorkers: 8, retry: 2 };
  expect(runnerNotes({}, settled({}, options), options)).toEqual([
    "--debug runs one task after the other in this process, which is not started again: --max-num-workers and --retry have no effect",
  ]);
  expect(runnerNotes({}, settled({}, { ...options, debug: false }), { ...options, debug: false })).toEqual([]);
});

test.each([
  [{ infer: { runner: { type: "slurm", partitoin: "gpu" } } }, 'unknown field "infer.runner.partitoin"; did you mean'],
  [{ infer: { runner: { type: "dlc" } } }, "infer.runner.type"],
  [{ infer: { partitioner: { type: "size", maxTaskSize: 0 } } }, "infer.partitioner.maxTaskSize"],
  [{ eval: { runner: { type: "slurm" } } }, "eval.runner.type: evaluation runs in the submitting process"],
  [{ eval: { partitioner: { type: "size" } } }, "eval.partitioner.type: evaluation runs in the submitting process"],
])("refused with its place: %j", async (fields, message) => {
  expect((await errorOf(() => configured(fields))).message).toContain(message);
});

test("a deterministic run stays on its machine, also where the config or -r --slurm would send it away", async () => {
  const infer = configured({ infer: { runner: { type: "slurm" } } }).infer ?? {};
  for (const send of [() => settled(infer, {}, true), () => settled({}, { slurm: true }, true)])
    expect(await errorOf(send)).toMatchObject({
      name: "UsageError",
      message: "a deterministic run cannot go to a Slurm cluster: numbers differ between machines by rounding",
    });
  expect(settled({}, {}, true).type).toBe("local");
});
