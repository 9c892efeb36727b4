import { availableParallelism } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import type { DatasetConfig } from "../../src/config/dataset-schema.ts";
import type { ModelInput } from "../../src/config/model-schema.ts";
import type { Invocation } from "../../src/job/invocation.ts";
import { outputTokens, planDatasets, promptMode, rowPrompts } from "../../src/plan/plan.ts";
import { resolveRun } from "../../src/plan/resolve.ts";
import { describeUnread, type UnreadDataset } from "../../src/plan/unread.ts";
import { tempFolder } from "../data/temp-folder.ts";
import { errorOf } from "../run/error-of.ts";
import { invocationOf } from "../run/invocation.ts";
import { planOne } from "./plan-one.ts";

const folder = await tempFolder();
await folder.write("winogrande/train_xs.jsonl", "");

const shots = { fixIdList: [0, 1] };
const sums: Omit<DatasetConfig, "abbr" | "source"> = {
  reader: { inputColumns: ["q", "A", "B"], outputColumn: "answer" },
  infer: {
    iceTemplate: { template: "{q} = {answer}" },
    promptTemplate: { template: "</E>{q} = {answer}", iceToken: "</E>" },
    retriever: { type: "fix-k", ...shots },
    inferencer: { type: "generate", maxOutLen: 8 },
  },
  evaluate: { evaluator: { type: "accuracy" } },
};
const choice: DatasetConfig["infer"] = {
  promptTemplate: { template: { A: "{q} = {A}", B: "{q} = {B}" } },
  retriever: { type: "zero" },
  inferencer: { type: "perplexity" },
};

interface RunOptions {
  model?: Partial<ModelInput>;
  rows?: number;
  /** Characters of each question. */
  length?: number;
  given?: Partial<Invocation>;
}

let configs = 0;

/** A run over two datasets of sums, one asked and one scored. */
async function resolved({ model, rows = 4, length = 3, given }: RunOptions = {}) {
  configs += 1;
  const config = `sums-${configs}.ts`; // a module is loaded once per path
  await folder.write(
    config,
    `const load = async () => Array.from({ length: ${rows} }, (_, i) => ({ q: String(i).repeat(${length}), A: "1", B: "2", answer: "A" }));
     const source = { type: load, path: "/nowhere" };
     export default {
       models: [${JSON.stringify({ abbr: "tiny", kind: "base", files: ["oc-tiny/oc-tiny-f16.gguf"], ...model })}],
       datasets: [
         { abbr: "asked", source, ...${JSON.stringify(sums)} },
         { abbr: "scored", source, ...${JSON.stringify({ ...sums, infer: choice })} },
       ],
     };`,
  );
  const invocation = invocationOf(folder.path, { config, ...given });
  const run = await resolveRun(invocation);
  return { run, invocation, model: run.models[0] as (typeof run.models)[number] };
}

async function planned(options: RunOptions = {}) {
  const { run, invocation, model } = await resolved(options);
  return { datasets: await planDatasets(run, invocation), model };
}

test("every dataset is opened: its rows, its examples and its prompts are known", async () => {
  const { datasets } = await planned();
  expect(datasets.map(({ dataset, rows, opened }) => [dataset.id, dataset.mode, rows, opened.iceIds[0]])).toEqual([
    ["asked", "gen", 4, [0, 1]],
    ["scored", "ppl", 4, []],
  ]);
});

test("a generated row has one prompt, a scored one a prompt per label", async () => {
  const [asked, scored] = (await planned()).datasets;
  if (asked === undefined || scored === undefined) throw new Error("expected two datasets");
  expect(rowPrompts(asked, 2)).toEqual(["000 = A\n111 = A\n222 = "]);
  expect(rowPrompts(asked, 2, [])).toEqual(["\n222 = "]);
  expect(rowPrompts(scored, 2)).toEqual(["222 = 1", "222 = 2"]);
  expect([promptMode(asked.dataset), promptMode(scored.dataset)]).toEqual(["gen", "ppl"]);
});

test("a scored row is planned with the labels that its inferencer names", async () => {
  const [, scored] = (await planned()).datasets;
  if (scored === undefined) throw new Error("expected two datasets");
  const { dataset } = scored;
  const infer = { ...dataset.config.infer, inferencer: { type: "perplexity", labels: ["B"] } };
  const named = { ...scored, dataset: { ...dataset, config: { ...dataset.config, infer } } };
  expect(rowPrompts(named, 2)).toEqual(["222 = 2"]);
});

test("--limit and --range choose the rows of every dataset", async () => {
  const rows = async (given: Partial<Invocation>) => (await planned({ given })).datasets.map((each) => each.rows);
  expect(await rows({ limit: 3 })).toEqual([3, 3]);
  expect(await rows({ range: "[1:3]" })).toEqual([2, 2]);
});

test("a scored row generates nothing; a generated one what the dataset says, else what the model says", async () => {
  const { run, model } = await resolved({ model: { maxOutLen: 33 } });
  const [asked, scored] = run.datasets;
  if (asked === undefined || scored === undefined) throw new Error("expected two datasets");
  expect([asked, scored].map((dataset) => outputTokens(model, dataset))).toEqual([8, 0]);
  const { maxOutLen: _own, ...inferencer } = asked.config.infer.inferencer;
  const open = { ...asked, config: { ...asked.config, infer: { ...asked.config.infer, inferencer } } };
  expect(outputTokens(model, open)).toBe(33);
});

test("the context is that of the longest prompt with its output, in steps of 256, up to what the model was trained for", async () => {
  const contextOf = async (length: number) => {
    const { datasets, model } = await planned({ length });
    return planOne(model, datasets);
  };
  expect(await contextOf(3)).toMatchObject({ contextSize: 256 });
  const long = await contextOf(400);
  expect(long.contextSize % 256).toBe(0);
  expect(long.contextSize).toBeGreaterThanOrEqual(long.longestPrompt + 8);
  expect(long.contextSize).toBeGreaterThan(256);
  const overlong = await contextOf(3000);
  expect(overlong.contextSize).toBe(overlong.model.file.contextLength);
  expect(overlong.longestPrompt).toBeLessThanOrEqual(overlong.contextSize - 8);
});

test("threads are the config's, else all of the machine's", async () => {
  const { datasets, model } = await planned({ model: { threads: 3 } });
  expect((await planOne(model, datasets)).threads).toBe(Math.min(3, availableParallelism()));
  const all = await planned();
  expect((await planOne(all.model, all.datasets)).threads).toBeGreaterThan(0);
});

test("prompts that cannot fit even without their examples are refused before weights are loaded", async () => {
  const { datasets, model } = await planned({ length: 40, model: { maxSeqLen: 10 } });
  const error = await errorOf(() => planOne(model, datasets));
  expect(error.code).toBe("CONTEXT_TOO_SMALL");
  expect(error.message).toMatch(/^\S+ \/ asked: the shortest prompt has \d+ tokens, but --max-seq-len 10 leaves 10$/);
  expect(error.hint).toMatch(/^raise --max-seq-len to at least \d+$/);
});

test("a device that does not exist is refused before the file is read further", async () => {
  const { datasets, model } = await planned({ model: { device: "tpu" } });
  expect((await errorOf(() => planOne(model, datasets))).code).toBe("DEVICE");
});

test("data that is not there is refused with the dataset's file", async () => {
  const invocation = invocationOf(folder.path, {
    models: ["oc_tiny"],
    datasets: ["winogrande_ppl"],
    dataDir: ".",
  });
  const run = await resolveRun(invocation);
  const error = await errorOf(() => planDatasets(run, invocation));
  expect(error).toMatchObject({
    code: "MISSING_DATA",
    message: expect.stringContaining(join(folder.path, "winogrande")) as string,
  });
});

test("with datasets that can be read, the others are told, each with its file", async () => {
  await folder.write("part/siqa/train.jsonl", "");
  for (const name of ["dev", "train"]) {
    await folder.write(
      `part/siqa/${name}.jsonl`,
      '{"context":"c","question":"q","answerA":"a","answerB":"b","answerC":"c"}\n',
    );
    await folder.write(`part/siqa/${name}-labels.lst`, "1\n");
  }
  await folder.write("part/winogrande/dev.jsonl", '{"sentence": "none"}\n');
  const datasets = ["siqa_ppl", "winogrande_ppl", "gsm8k_gen"];
  const invocation = invocationOf(folder.path, { models: ["oc_tiny"], datasets, dataDir: "part" });
  const run = await resolveRun(invocation);
  const unread: UnreadDataset[] = [];
  const planned = await planDatasets(run, invocation, { onUnread: (dataset) => unread.push(dataset) });
  expect(planned.map(({ dataset }) => dataset.id)).toEqual(["siqa"]);
  expect(unread.map(({ dataset, reason }) => [dataset.id, reason])).toEqual([
    ["winogrande", expect.stringMatching(/^\/.*part\/winogrande\/dev\.jsonl:1: the sentence has no blank/)],
    ["gsm8k", expect.stringMatching(/^no file .*part\/gsm8k\/train\.jsonl/)],
  ]);
  expect(unread.map(({ hint }) => hint)).toEqual([
    'write "_" where the options belong',
    expect.stringContaining("data is read from"),
  ]);
  const text = describeUnread(unread, 3);
  expect(text.split("\n")).toHaveLength(3);
  expect(text).toMatch(/^2 of 3 datasets cannot be read/);
});

test("what the config gets wrong is refused, whatever can be read", async () => {
  const invocation = invocationOf(folder.path, { config: "wrong-column.ts" });
  await folder.write(
    "wrong-column.ts",
    `const source = { type: async () => [{ q: "1", A: "1", B: "2", answer: "A" }], path: "/nowhere" };
     const good = ${JSON.stringify({ ...sums, infer: choice })};
     export default {
       models: ["oc_tiny"],
       datasets: [
         { abbr: "good", source, ...good },
         { abbr: "wrong", source, ...good, reader: { inputColumns: ["nope"], outputColumn: "answer" } },
       ],
     };`,
  );
  const run = await resolveRun(invocation);
  const told: unknown[] = [];
  const error = await errorOf(() => planDatasets(run, invocation, { onUnread: (dataset) => told.push(dataset) }));
  expect(error).toMatchObject({ code: "CONFIG", message: expect.stringContaining('no column "nope"') as string });
  expect(told).toEqual([]);
});

test("a stop is noticed while prompts are planned", async () => {
  const { datasets, model } = await planned();
  let now = 0;
  const clock = vi.spyOn(performance, "now").mockImplementation(() => {
    now += 1000; // as if every row took so long
    return now;
  });
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 0);
  expect(await errorOf(() => planOne(model, datasets, { signal: stop.signal }))).toMatchObject({
    code: "ABORTED",
    message: "stopped while prompts were planned",
  });
  clock.mockRestore();
});
