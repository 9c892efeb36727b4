import { type DatasetConfig, defineConfig, defineDataset, defineModels } from "oc-local";
import { expect, expectTypeOf, test } from "vitest";
import { selectDatasets } from "../../src/config/resolve-datasets.ts";
import { userEntries } from "../../src/config/user-entries.ts";
import { errorOf } from "../run/error-of.ts";

const sources = { origin: "my.ts", user: userEntries({ cwd: "/nowhere" }) };
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

test("a definition may have OpenCompass's fields", () => {
  const config = defineConfig({
    models: { type: "HuggingFaceBaseModel", path: "m.gguf", max_out_len: 16, run_cfg: { num_gpus: 1 } },
    datasets: [{ abbr: "a", type: "JsonlDataset", path: "a.jsonl", reader_cfg: {}, infer_cfg: {}, eval_cfg: {} }],
    work_dir: "out",
  });
  expect(config.work_dir).toBe("out");
});

test("a family keeps the names of its variants, so that another config can call them", () => {
  const family = defineDataset({ title: "Sums", load: async () => [], variants: { sums_gen: () => [entry] } });
  expectTypeOf(family.variants).toHaveProperty("sums_gen");
  expectTypeOf(family.variants).not.toHaveProperty("sums_ppl");
  expect(family.variants.sums_gen()).toEqual([entry]);
});

test("names and entries mix in one list, in the order they are written", async () => {
  const { entries, notes } = await selectDatasets(["siqa_ppl_ced5f6", entry, "winogrande"], base, sources);
  expect(entries.map(({ abbr }) => abbr)).toEqual(["siqa", "sums", "winogrande"]);
  expect(notes).toEqual([expect.stringMatching(/^winogrande means winogrande_ppl_\w+$/)]);
});

test("entries taken apart and put together again are entries", async () => {
  const twice = [entry, { ...entry, abbr: "sums-again", reader: { ...entry.reader, testRange: "[0:2]" } }];
  expect((await selectDatasets(twice, base, sources)).entries).toEqual(twice);
});

test("groups of a family come once, however many of its variants are named", async () => {
  const once = (await selectDatasets(["ceval_gen"], base, sources)).groups;
  const both = (await selectDatasets(["ceval_gen", "ceval_ppl"], base, sources)).groups;
  expect(once.length).toBeGreaterThan(0);
  expect(both).toEqual(once);
});

test("a bad entry is refused with its place", async () => {
  const bad = { ...entry, evaluate: { evaluater: { type: "accuracy" } } } as unknown as DatasetConfig;
  const { message } = await errorOf(() => selectDatasets(["siqa_ppl", bad], base, sources));
  expect(message).toContain("my.ts: datasets[1]:");
  expect(message).toContain('unknown field "evaluate.evaluater"; did you mean evaluator?');
});
