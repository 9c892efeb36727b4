import { type DatasetConfig, defineConfig, defineDataset, defineModels } from "oc-local";
import { expect, expectTypeOf, test } from "vitest";
import { selectDatasets } from "../../src/config/resolve-datasets.ts";
import { errorOf } from "../run/error-of.ts";

const base = new Set(["base"] as const);

const entry: DatasetConfig = {
  abbr: "sums",
  source: { type: "sums", path: "sums" },
  reader: { inputColumns: ["q"], outputColumn: null },
  infer: { retriever: { type: "zero" }, inferencer: { type: "generate" } },
  evaluate: { evaluator: { type: "accuracy" } },
};

test("a definition is returned as it was given", () => {
  const config = { models: ["oc_tiny"], datasets: ["siqa_ppl", entry] };
  expect(defineConfig(config)).toBe(config);
  const models = { mine: { abbr: "mine", path: "m.gguf" } };
  expect(defineModels(models)).toBe(models);
});

test("a family keeps the names of its variants, so that another config can call them", () => {
  const family = defineDataset({ title: "Sums", load: async () => [], variants: { sums_gen: () => [entry] } });
  expectTypeOf(family.variants).toHaveProperty("sums_gen");
  expectTypeOf(family.variants).not.toHaveProperty("sums_ppl");
  expect(family.variants.sums_gen()).toEqual([entry]);
});

test("names and entries mix in one list, in the order they are written", async () => {
  const { entries, notes } = await selectDatasets(["siqa_ppl_ced5f6", entry, "winogrande"], base, "my.ts");
  expect(entries.map(({ abbr }) => abbr)).toEqual(["siqa", "sums", "winogrande"]);
  expect(notes).toEqual([expect.stringMatching(/^winogrande means winogrande_ppl_\w+$/)]);
});

test("entries taken apart and put together again are entries", async () => {
  const twice = [entry, { ...entry, abbr: "sums-again", reader: { ...entry.reader, testRange: "[0:2]" } }];
  expect((await selectDatasets(twice, base, "my.ts")).entries).toEqual(twice);
});

test("groups of a family come once, however many of its variants are named", async () => {
  const once = (await selectDatasets(["ceval_gen"], base, "my.ts")).groups;
  const both = (await selectDatasets(["ceval_gen", "ceval_ppl"], base, "my.ts")).groups;
  expect(once.length).toBeGreaterThan(0);
  expect(both).toEqual(once);
});

test("a bad entry is refused with its place", async () => {
  const bad = { ...entry, evaluate: { evaluater: { type: "accuracy" } } } as unknown as DatasetConfig;
  const { message } = await errorOf(() => selectDatasets(["siqa_ppl", bad], base, "my.ts"));
  expect(message).toContain("my.ts: datasets[1]:");
  expect(message).toContain('unknown field "evaluate.evaluater"; did you mean evaluator?');
});
