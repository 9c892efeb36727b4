import { expect, test } from "vitest";
import type { DatasetConfig } from "../../src/config/dataset-schema.ts";
import type { PartFactory } from "../../src/core/spec.ts";
import { openDataset, openInferencer } from "../../src/run/open-dataset.ts";
import { charModel } from "../inferencers/char-model.ts";
import { greedy } from "../inferencers/context.ts";
import { errorOf } from "./error-of.ts";

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
  expect(inferencer.mode).toBe("gen");
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
