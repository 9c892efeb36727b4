import { expect, test } from "vitest";
import type { DatasetConfig } from "../../src/config/dataset-schema.ts";
import type { PartFactory } from "../../src/core/spec.ts";
import { dataFingerprint, openDataset, openInferencer } from "../../src/plan/open-dataset.ts";
import { charModel } from "../inferencers/char-model.ts";
import { greedy } from "../inferencers/context.ts";
import { errorOf } from "../run/error-of.ts";

const seen: { path: string; options: unknown }[] = [];
const load = async (path: string, options: unknown) => {
  seen.push({ path, options });
  return [
    { q: "1+1", answer: "2" },
    { q: "2+2", answer: "4" },
  ];
};

const config: DatasetConfig = {
  abbr: "sums",
  source: { type: load as unknown as PartFactory, path: "sums/easy", form: "short" },
  reader: { inputColumns: ["q"], outputColumn: "answer" },
  infer: {
    iceTemplate: { template: "{q}={answer}" },
    promptTemplate: { template: "</E>{q}=", iceToken: "</E>" },
    retriever: { type: "fix-k", fixIdList: [1] },
    inferencer: { type: "generate", maxOutLen: 3 },
  },
  evaluate: { evaluator: { type: "accuracy" } },
};

test("a loader gets its path below the data root and the other keys of its source", async () => {
  await openDataset(config, "/data", {});
  await openDataset({ ...config, source: { ...config.source, path: "/elsewhere" } }, "/data", {});
  expect(seen).toEqual([
    { path: "/data/sums/easy", options: { form: "short" } },
    { path: "/elsewhere", options: { form: "short" } },
  ]);
});

test("rows, examples and prompts are ready to be asked", async () => {
  const opened = await openDataset(config, "/data", { limit: 1 });
  expect(opened.splits.test).toMatchObject([{ q: "1+1", answer: "2" }]);
  expect(opened.iceIds).toEqual([[1]]);
  expect(opened.prompts.generationPrompt(0, [1])).toBe("2+2=4\n1+1=");
});

test("the inferencer is made by name, with its own options before the model's", async () => {
  const opened = await openDataset(config, "/data", {});
  const model = { model: charModel(), maxOutLen: 20, minOutLen: 0, stopWords: ["\n"], sampling: greedy };
  const inferencer = await openInferencer(config, opened, model);
  expect(inferencer.ask(0).kind).toBe("generate");
  expect(inferencer.ask(0).requests).toMatchObject([{ maxTokens: 3, stopWords: ["\n"] }]);
});

test("parts that a worker must find by name cannot be functions", async () => {
  const type = (() => {}) as PartFactory;
  const byFunction = { ...config, infer: { ...config.infer, retriever: { type } } };
  expect(await errorOf(() => openDataset(byFunction, "/data", {}))).toMatchObject({
    code: "CONFIG",
    message: "sums: the retriever must be named, not given as a function",
  });
});

test("an unknown loader is refused with the nearest dataset", async () => {
  const source = { type: "gsm8", path: "gsm8k" };
  expect((await errorOf(() => openDataset({ ...config, source }, "/data", {}))).hint).toContain("gsm8k");
});

/** The dataset's parts with some replaced. */
function withInfer(infer: Partial<DatasetConfig["infer"]>): DatasetConfig {
  return { ...config, infer: { ...config.infer, ...infer } };
}

test.each<[what: string, bad: DatasetConfig, message: string]>([
  [
    "an example id that the train rows do not have",
    withInfer({ retriever: { type: "fix-k", fixIdList: [0, 7] } }),
    'sums: retriever "fix-k": id 7 of fixIdList [0, 7] is out of range: the train split has 2 rows',
  ],
  [
    "an answer column that the data does not have",
    { ...config, reader: { inputColumns: ["q"], outputColumn: "anwser" } },
    'sums: no column "anwser" in split "test" (found: q, answer, subdivision, idx), but reader.outputColumn names it',
  ],
  [
    "a placeholder that is a slip of a column",
    withInfer({ promptTemplate: { template: "</E>{q}={anser}", iceToken: "</E>" } }),
    "sums: infer.promptTemplate.template: {anser} is no column of any row",
  ],
  [
    "a template without the place of its examples",
    withInfer({ promptTemplate: { template: "{q}=", iceToken: "</E>" } }),
    'sums: infer.promptTemplate.template: the text does not contain iceToken "</E>"',
  ],
])("what cannot be asked is refused with the dataset and the field: %s", async (_what, bad, message) => {
  expect((await errorOf(() => openDataset(bad, "/data", {}))).message).toBe(message);
});

test.each<[what: string, infer: Partial<DatasetConfig["infer"]>, message: string]>([
  [
    "one template for all labels",
    { inferencer: { type: "perplexity" } },
    "sums: ppl: infer.promptTemplate is one text for all labels, so that every label would get the same prompt",
  ],
  [
    "a label without a template",
    {
      promptTemplate: { template: { "2": "</E>{q}=2", "4": "</E>{q}=4" }, iceToken: "</E>" },
      inferencer: { type: "perplexity", labels: ["2", "5"] },
    },
    'sums: ppl: infer.inferencer.labels names "5", for which infer.promptTemplate has no template',
  ],
  [
    "choices that the rows do not have",
    { inferencer: { type: "conditional-log-prob" } },
    'sums: clp: row 0 needs a column "choices" with two or more texts, found none',
  ],
])(
  "an inferencer that cannot work on the dataset is refused before a model loads: %s",
  async (_what, infer, message) => {
    const bad = withInfer(infer);
    const opened = await openDataset(bad, "/data", {});
    const model = { model: charModel(), maxOutLen: 20, minOutLen: 0, stopWords: [], sampling: greedy };
    expect((await errorOf(() => openInferencer(bad, opened, model))).message).toBe(message);
  },
);

test("rows that together are longer than a text can be have a fingerprint, and another row gives another one", () => {
  const long = { q: "x".repeat(1 << 20), answer: "1" };
  const test = Array.from({ length: 600 }, () => long);
  const one = dataFingerprint({ splits: { train: [], test } });
  expect(one).toMatch(/^[0-9a-f]{64}$/);
  const other = dataFingerprint({ splits: { train: [], test: test.with(599, { ...long, answer: "2" }) } });
  expect(other).not.toBe(one);
  const moved = (train: number) => dataFingerprint({ splits: { train: test.slice(0, train), test: [] } });
  expect(moved(1)).not.toBe(moved(2));
});
