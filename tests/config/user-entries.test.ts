import { join } from "node:path";
import { expect, test } from "vitest";
import { findDatasets, findModel, listDatasets, listModels } from "../../src/config/catalog.ts";
import { datasetSchema } from "../../src/config/dataset-schema.ts";
import { modelSchema } from "../../src/config/model-schema.ts";
import { parseConfig } from "../../src/config/parse.ts";
import { userEntries, withUserLoader } from "../../src/config/user-entries.ts";
import { packageRoot } from "../../src/core/package.ts";
import { tempFolder } from "../data/temp-folder.ts";
import { errorOf } from "../run/error-of.ts";

const folder = await tempFolder();
const base = new Set(["base"] as const);
const entry = {
  abbr: "sums",
  source: { type: "sums", path: "sums.jsonl" },
  reader: { inputColumns: ["q"], outputColumn: "a" },
  infer: { promptTemplate: { template: "{q}" }, retriever: { type: "zero" }, inferencer: { type: "generate" } },
  evaluate: { evaluator: { type: "accuracy" } },
};

await folder.write(
  "configs/models/mine.ts",
  `import { defineModels } from "oc-local";
   export default defineModels({ mine: { abbr: "mine-abbr", path: "m.gguf" }, oc_tiny: { abbr: "other", path: "m.gguf" } });`,
);
await folder.write("configs/models/one.yaml", "type: HuggingFaceBaseModel\npath: m.gguf\nmax_out_len: 4\n");
await folder.write("configs/models/listed.json", JSON.stringify({ models: [{ path: "m.gguf", batch_size: 2 }] }));
await folder.write("configs/models/_shared.ts", "throw new Error('not an entry');");
await folder.write("configs/models/other.json", JSON.stringify({ scripts: 1 }));
await folder.write("configs/models/broken.js", "export default {");
await folder.write("configs/models/model.py", "models = []");
await folder.write(
  "configs/datasets/sums.ts",
  `import { defineDataset, readJsonl } from "oc-local";
   export default defineDataset({ title: "Sums", load: (path) => readJsonl(path),
     variants: { sums_gen_1: () => [${JSON.stringify(entry)}] }, aliases: { sums_gen: "sums_gen_1" } });`,
);
await folder.write("configs/datasets/plain.json", JSON.stringify({ datasets: [{ ...entry, abbr: "plain" }] }));
await folder.write("configs/datasets/siqa.ts", `export default { title: "t", variants: { siqa_ppl: () => [] } };`);
await folder.write("evals/my.json", "{}");
await folder.write("evals/configs/models/beside.json", JSON.stringify({ path: "b.gguf" }));

const here = () => userEntries({ cwd: folder.path });

test("models of ./configs/models are found by name, in either spelling, as one or as several of a file", async () => {
  const user = here();
  expect(await findModel("mine", user)).toMatchObject({ abbr: "mine-abbr", path: "m.gguf" });
  // A clone has none of what messages are spelled by.
  expect(structuredClone(await findModel("one.yaml", user))).toEqual({
    abbr: "one",
    kind: "base",
    path: "m.gguf",
    maxOutLen: 4,
  });
  expect(parseConfig(modelSchema, await findModel("listed", user), "listed").batchSize).toBe(2);
  expect(await findModel("hf_qwen2_1_5b", user)).toEqual(await findModel("hf_qwen2_1_5b"));
});

test("a name that is taken over is said, and what is no entry is left out with its reason", async () => {
  const user = here();
  expect(await findModel("oc_tiny", user)).toMatchObject({ abbr: "other" });
  expect(user.notes).toEqual(
    expect.arrayContaining([
      "oc_tiny is that of ./configs/models/mine.ts, not the built-in one",
      "./configs/models/other.json is left out: it holds no entries of its kind",
      expect.stringMatching(/^\.\/configs\/models\/broken\.js is left out: /),
    ]),
  );
  expect(user.notes).toHaveLength(3);
});

test("datasets are found by variant, alias and family, with their loader", async () => {
  const user = here();
  for (const name of ["sums_gen_1", "sums_gen", "sums"]) {
    const { name: found, entries } = await findDatasets(name, base, user);
    expect(found).toBe("sums_gen_1");
    expect(entries[0]?.source.type).toBeTypeOf("function");
  }
  expect((await findDatasets("plain", base, user)).entries[0]?.abbr).toBe("plain");
  // A family of the same name takes over what it has.
  expect((await findDatasets("siqa_ppl", base, user)).entries).toEqual([]);
  expect((await findDatasets("siqa_gen", base, user)).name).toBe("siqa_gen_18632c");
});

test("an entry of a config may name a user's family as its loader", async () => {
  const config = parseConfig(datasetSchema, entry, "my.json");
  expect((await withUserLoader(config, here())).source.type).toBeTypeOf("function");
  const builtIn = { ...config, source: { type: "siqa", path: "siqa" } };
  expect(await withUserLoader(builtIn, here())).toEqual(builtIn);
});

test("lists hold them once, with where they are", async () => {
  const models = await listModels(here());
  expect(models).toContainEqual({ name: "mine", path: "./configs/models/mine.ts" });
  expect(models.filter(({ name }) => name === "oc_tiny")).toEqual([
    { name: "oc_tiny", path: "./configs/models/mine.ts" },
  ]);
  expect(await listDatasets(here())).toContainEqual({ name: "sums_gen", path: "./configs/datasets/sums.ts" });
});

test("they may lie beside the config, or in a folder that is named", async () => {
  const beside = userEntries({ cwd: folder.path, config: "evals/my.json" });
  expect(await findModel("beside", beside)).toMatchObject({ path: "b.gguf" });
  expect(await findModel("mine", beside)).toMatchObject({ abbr: "mine-abbr" });
  const named = userEntries({ cwd: folder.path, configDir: join(folder.path, "evals/configs") });
  expect(await findModel("beside", named)).toMatchObject({ path: "b.gguf" });
  expect((await errorOf(() => findModel("mine", named))).code).toBe("UNKNOWN_NAME");
  expect((await errorOf(() => userEntries({ cwd: folder.path, configDir: "nowhere" }))).message).toBe(
    `--config-dir: there is no folder ${join(folder.path, "nowhere")}`,
  );
});

test("the configs of the package itself are built in, not a user's", async () => {
  const user = userEntries({ cwd: packageRoot });
  expect(await user.models()).toEqual([]);
});
