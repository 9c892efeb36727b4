import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  findDatasets,
  findEvalConfig,
  findFamily,
  findModel,
  findModels,
  listDatasets,
  listEvalConfigs,
  listModels,
} from "../../src/config/catalog.ts";
import { modelSchema } from "../../src/config/model-schema.ts";
import { parseConfig } from "../../src/config/parse.ts";
import { packageRoot } from "../../src/core/package.ts";
import { errorOf } from "../run/error-of.ts";

const base = new Set(["base"] as const);
const chat = new Set(["chat"] as const);
const datasets = await listDatasets();
const models = await listModels();

test.each(datasets.map(({ name, path }) => [name, path]))("the dataset %s can be used", async (name, path) => {
  const found = await findDatasets(name, base);
  expect(found.entries.length).toBeGreaterThan(0);
  expect(path).toBe(`configs/datasets/${found.familyName}.ts`);
  expect(new Set(found.entries.map(({ abbr }) => abbr)).size).toBe(found.entries.length);
});

test.each(models.map(({ name }) => [name]))("the model %s can be used", async (name) => {
  const config = parseConfig(modelSchema, await findModel(name), name);
  expect(config.path !== undefined || config.files.length > 0).toBe(true);
});

test("every listed file is there, and no name stands for two things", () => {
  for (const { path } of [...datasets, ...models]) expect(existsSync(join(packageRoot, path)), path).toBe(true);
  for (const entries of [datasets, models]) {
    expect(new Set(entries.map(({ name }) => name)).size).toBe(entries.length);
  }
});

test("an alias is the variant it stands for", async () => {
  const [alias, variant] = await Promise.all(["ceval_gen", "ceval_gen_5f30c7"].map((name) => findDatasets(name, base)));
  expect(alias?.name).toBe("ceval_gen_5f30c7");
  expect(alias?.entries).toEqual(variant?.entries);
});

test("a bare name is ppl on base models and gen on chat models", async () => {
  expect((await findDatasets("ceval", base)).name).toBe("ceval_ppl_578f8d");
  expect((await findDatasets("ceval", chat)).name).toBe("ceval_gen_5f30c7");
});

test("a bare name with one default means it, whatever the models", async () => {
  const [onBase, onChat] = await Promise.all([base, chat].map((kinds) => findDatasets("gsm8k", kinds)));
  expect(onBase?.name).toBe(onChat?.name);
  expect(onBase?.name).toMatch(/^gsm8k_gen_/);
});

test("a bare name with both kinds of models is ambiguous, and the variants are listed", async () => {
  const error = await errorOf(() => findDatasets("ceval", new Set(["base", "chat"])));
  expect(error.message).toBe(
    'dataset "ceval" is ambiguous: base models are asked by ppl, chat models by gen, and this run has both',
  );
  expect(error.hint).toMatch(/^name a variant: ceval_gen_5f30c7, .*ceval_ppl/);
});

test("names are taken with the suffix of OpenCompass's files", async () => {
  expect((await findDatasets("ceval_gen.py", base)).name).toBe("ceval_gen_5f30c7");
  expect(await findModel("oc_tiny.py")).toEqual(await findModel("oc_tiny"));
  expect((await findEvalConfig("eval_chat_demo.py"))?.path).toBe("configs/eval_chat_demo");
});

test("the beginning of several names is ambiguous, and they are listed", async () => {
  expect(await errorOf(() => findDatasets("siqa_ppl_", base))).toMatchObject({
    code: "UNKNOWN_NAME",
    message: expect.stringMatching(/^dataset "siqa_ppl_" is ambiguous: \d names begin with it$/) as string,
    hint: expect.stringMatching(/^name one of them: siqa_ppl_\w+, /) as string,
  });
});

test.each<[kind: string, find: () => Promise<unknown>, message: string, hint: string]>([
  ["dataset", () => findDatasets("ceval_gne", base), 'there is no dataset named "ceval_gne"', "ceval_gen"],
  [
    "list with commas",
    () => findDatasets("ceval_gen,siqa_ppl", base),
    'there is no dataset named "ceval_gen,siqa_ppl"',
    "write blanks between names: ceval_gen siqa_ppl",
  ],
  ["model", () => findModel("oc_tny"), 'there is no model named "oc_tny"', "oc_tiny"],
  ["loader", () => findFamily("gsm8"), 'there is no dataset loader named "gsm8"', "gsm8k"],
])("an unknown %s is refused with the nearest names", async (_kind, find, message, hint) => {
  expect(await errorOf(find)).toMatchObject({
    code: "UNKNOWN_NAME",
    message,
    hint: expect.stringContaining(hint) as string,
  });
});

test("where nothing is near, the listing is named", async () => {
  expect((await errorOf(() => findModel("zzzzzzzzzzzzzzzzzzzzzzzzzzzzzz"))).hint).toBe("list them with: oc-local list");
});

test("names that objects carry from birth are no models", async () => {
  expect((await errorOf(() => findModel("constructor"))).code).toBe("UNKNOWN_NAME");
  expect((await errorOf(() => findModel("toString"))).code).toBe("UNKNOWN_NAME");
});

test("a built-in evaluation is found by name, another name finds none", async () => {
  expect(listEvalConfigs()).toContain("eval_chat_demo");
  for (const name of listEvalConfigs()) {
    const { value } = (await findEvalConfig(name)) ?? {};
    expect(value?.datasets?.length, name).toBeGreaterThan(0);
  }
  expect(await findEvalConfig("eval_nothing")).toBeUndefined();
});

test.each([
  "ceval_gen",
  "configs/datasets/ceval/ceval_gen.py",
  "opencompass/configs/datasets/ceval/ceval_gen.py",
  "./configs/datasets/ceval/ceval_gen",
])("%s names the same prompts", async (reference) => {
  expect((await findDatasets(reference, base)).name).toBe("ceval_gen_5f30c7");
});

test("the path of a model's config file names the model, that of a family's file all of it", async () => {
  const one = await findModels("opencompass/configs/models/qwen/hf_qwen2_1_5b.py");
  expect(one).toEqual({ hf_qwen2_1_5b: await findModel("hf_qwen2_1_5b") });
  expect(Object.keys(await findModels("configs/models/qwen2.ts"))).toContain("hf_qwen2_7b_instruct");
  expect((await errorOf(() => findModels("qwen2"))).code).toBe("UNKNOWN_NAME");
});

test.each(["jsonl_gen_617738", "configs/datasets/superglue/superglue_gen.py"])(
  "%s, a name of a family that reads files alone, is refused with that",
  async (name) => {
    expect((await errorOf(() => findDatasets(name, base))).message).toMatch(
      /^there is no dataset named "\w+": dataset "\w+" has no prompts of its own yet/,
    );
  },
);

test("a family that only reads files says so when its name is asked for", async () => {
  await expect(findDatasets("jsonl", new Set(["base"]))).rejects.toThrow(
    'dataset "jsonl" has no prompts of its own yet: only its files can be read',
  );
});
