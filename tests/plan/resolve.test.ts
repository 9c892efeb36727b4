import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { packageRoot } from "../../src/core/package.ts";
import { configuredRun, resolveRun, resolveScoring } from "../../src/plan/resolve.ts";
import { tempFolder } from "../data/temp-folder.ts";
import { errorOf } from "../run/error-of.ts";
import { invocationOf } from "../run/invocation.ts";

const folder = await tempFolder();
const embedded = join(packageRoot, "models", "oc-tiny", "oc-tiny-f16.gguf");
const base = new Set(["base"] as const);

function scoring(datasets: string[], kinds: ReadonlySet<"base" | "chat"> = base) {
  return resolveScoring(invocationOf(folder.path, { datasets }), kinds);
}

test("a bare dataset name stands for ppl on base models and gen on chat models, and a note says so", async () => {
  const onBase = await scoring(["ceval"]);
  expect(new Set(onBase.datasets.map(({ mode }) => mode))).toEqual(new Set(["ppl"]));
  expect(onBase.notes).toEqual(["ceval means ceval_ppl_578f8d"]);
  const onChat = await scoring(["ceval"], new Set(["chat"]));
  expect(new Set(onChat.datasets.map(({ mode }) => mode))).toEqual(new Set(["gen"]));
});

test("a bare name is ambiguous where base and chat models run together", async () => {
  expect(await errorOf(() => scoring(["ceval"], new Set(["base", "chat"])))).toMatchObject({
    code: "UNKNOWN_NAME",
    message: 'dataset "ceval" is ambiguous: base models are asked by ppl, chat models by gen, and this run has both',
    hint: expect.stringContaining("ceval_gen_5f30c7") as string,
  });
});

test("an entry is called by its abbr", async () => {
  const { datasets, groups } = await scoring(["ceval_gen"]);
  expect(datasets.every(({ id, config }) => id === config.abbr)).toBe(true);
  expect(datasets).toHaveLength(52);
  expect(groups.map(({ name }) => name)).toContain("ceval");
});

test("entries that share an abbr carry their mode, and so do the groups over them", async () => {
  const { datasets, groups } = await scoring(["ceval_gen", "ceval_ppl"]);
  const ids = datasets.map(({ id }) => id);
  expect(ids).toHaveLength(104);
  expect(new Set(ids).size).toBe(104);
  expect(ids).toContain("ceval-law_gen");
  expect(ids).toContain("ceval-law_ppl");
  const byName = new Map(groups.map(({ name, subsets }) => [name, subsets]));
  expect(byName.get("ceval_gen")).toEqual(ids.filter((id) => id.endsWith("_gen")));
  expect(byName.get("ceval-stem_ppl")).toContain("ceval-computer_network_ppl");
  expect(byName.has("ceval")).toBe(false);
});

test("entries that share abbr and mode carry their version too", async () => {
  const { datasets } = await scoring(["siqa_ppl_ced5f6", "siqa_ppl_e8d8c5"]);
  expect(datasets.map(({ id }) => id)).toEqual(["siqa_ppl_ced5f6", "siqa_ppl_e8d8c5"]);
});

test("groups of datasets that are named once stay as they are beside renamed ones", async () => {
  const { groups } = await scoring(["ceval_gen", "ceval_ppl", "mmlu_ppl"]);
  const names = groups.map(({ name }) => name);
  expect(names.filter((name) => name.startsWith("mmlu"))).toEqual(
    (await scoring(["mmlu_ppl"])).groups.map(({ name }) => name),
  );
  expect(names).toContain("ceval_gen");
  expect(names).toContain("ceval_ppl");
});

test("groups are renamed only for the modes that their datasets have", async () => {
  const { groups } = await scoring(["ceval_gen", "ceval_ppl", "siqa_ppl_ced5f6", "siqa_ppl_e8d8c5"]);
  expect(groups.map(({ name }) => name).filter((name) => /_ppl_/.test(name))).toEqual([]);
});

test("weights of a group follow the names of its datasets", async () => {
  const { groups } = await scoring(["mmlu_gen", "mmlu_ppl"]);
  for (const suffix of ["_gen", "_ppl"]) {
    const weighted = groups.find(({ name }) => name === `mmlu-weighted${suffix}`);
    expect(Object.keys(weighted?.weights ?? {}).sort()).toEqual([...(weighted?.subsets ?? [])].map(String).sort());
  }
});

test("groups over groups, with metrics and transforms, follow too", async () => {
  const summaryGroups = [
    { name: "inner", subsets: [["siqa", "accuracy"]], weights: { "siqa@accuracy": 2 } },
    { name: "outer", subsets: ["inner", "winogrande"], transforms: { winogrande: "x / 2" } },
    { name: "apart", subsets: ["winogrande"] },
  ];
  const datasets = ["siqa_ppl", "siqa_gen", "winogrande_ppl"];
  await folder.write("groups.json", JSON.stringify({ datasets, summarizer: { summaryGroups } }));
  const { groups } = await resolveScoring(invocationOf(folder.path, { config: "groups.json" }), base);
  expect(groups).toEqual([
    { name: "apart", subsets: ["winogrande"] },
    ...["_ppl", "_gen"].flatMap((suffix) => [
      {
        name: `inner${suffix}`,
        subsets: [[`siqa${suffix}`, "accuracy"]],
        weights: { [`siqa${suffix}@accuracy`]: 2 },
      },
      { name: `outer${suffix}`, subsets: [`inner${suffix}`, "winogrande"], transforms: { winogrande: "x / 2" } },
    ]),
  ]);
});

test("the same entry named twice is refused", async () => {
  expect(await errorOf(() => scoring(["siqa_ppl", "siqa_ppl_ced5f6"]))).toMatchObject({
    code: "CONFIG",
    message: "dataset siqa is named twice with the same prompts",
    hint: "give one of the two entries another abbr",
  });
});

test("a config without datasets says how to name some", async () => {
  await folder.write("empty.json", '{"models": []}');
  const invocation = invocationOf(folder.path, { config: "empty.json" });
  expect(await errorOf(() => resolveScoring(invocation, base))).toMatchObject({
    message: "empty.json: no datasets",
    hint: "name some with --datasets (oc-local list)",
  });
});

test("the table's rows and the work dir are the config's; datasets of the command line replace its own", async () => {
  const config = {
    datasets: ["siqa_ppl"],
    summarizer: {
      datasetAbbrs: ["winogrande", ["siqa", "accuracy"]],
      summaryGroups: [{ name: "g", subsets: ["winogrande"] }],
    },
    workDir: "out",
  };
  await folder.write("table.json", JSON.stringify(config));
  const invocation = invocationOf(folder.path, { config: "table.json", datasets: ["winogrande_ppl"] });
  expect(await resolveScoring(invocation, base)).toMatchObject({
    datasets: [{ id: "winogrande" }],
    datasetAbbrs: ["winogrande", ["siqa", "accuracy"]],
    groups: [{ name: "g" }],
  });
  expect((await configuredRun(invocation)).workDir).toBe("out");
});

test("nothing named at all is the embedded model on the sample evaluation, and the notes say so", async () => {
  const run = await resolveRun(invocationOf(folder.path));
  expect(run.models.map(({ config, kind, file }) => [config.abbr, kind, file.path])).toEqual([
    ["oc-tiny", "chat", embedded],
  ]);
  expect(run.notes.slice(0, 2)).toEqual([
    "no model is given: running the embedded oc-tiny",
    "no datasets are named: running eval_tiny on the sample data of this package",
  ]);
  expect(run.dataRoot).toMatchObject({ origin: "package", isSample: true });
});

test("a model given by path is called by its file, as a base or a chat model as the flags say", async () => {
  const invocation = invocationOf(folder.path, { modelPaths: [embedded], datasets: ["siqa_ppl"] });
  expect((await resolveRun(invocation)).models[0]).toMatchObject({ kind: "chat", config: { abbr: "oc-tiny-f16" } });
  const asBase = { ...invocation, modelOverrides: { kind: "base" as const } };
  expect((await resolveRun(asBase)).models[0]).toMatchObject({ kind: "base" });
});

test("two models of one name get a piece of their file's hash", async () => {
  mkdirSync(join(folder.path, "one"));
  mkdirSync(join(folder.path, "two"));
  copyFileSync(embedded, join(folder.path, "one", "m.gguf"));
  copyFileSync(embedded, join(folder.path, "two", "m.gguf"));
  const same = invocationOf(folder.path, { modelPaths: ["one/m.gguf", "two/m.gguf"], datasets: ["siqa_ppl"] });
  expect((await errorOf(() => resolveRun(same))).message).toMatch(/^model m-[0-9a-f]{4} is named twice$/);
  const different = invocationOf(folder.path, {
    models: ["oc_tiny"],
    modelPaths: ["one/m.gguf"],
    datasets: ["siqa_ppl"],
  });
  expect((await resolveRun(different)).models.map(({ config }) => config.abbr)).toEqual(["oc-tiny", "m"]);
});

test("flags override a config's model field by field: a seed does not undo its temperature", async () => {
  const model = { abbr: "mine", path: embedded, maxOutLen: 9, generation: { do_sample: true, temperature: 0.5 } };
  await folder.write("model.json", JSON.stringify({ models: [model], datasets: ["siqa_ppl"] }));
  const run = await resolveRun(
    invocationOf(folder.path, { config: "model.json", modelOverrides: { maxSeqLen: 64, generation: { seed: 7 } } }),
  );
  expect(run.models[0]?.config).toMatchObject({
    abbr: "mine",
    maxOutLen: 9,
    maxSeqLen: 64,
    generation: { do_sample: true, temperature: 0.5, seed: 7, top_k: 50 },
  });
});

test("a bad field of a model is refused with its place in the config", async () => {
  const model = { abbr: "mine", path: embedded, maxOutlen: 9 };
  await folder.write("bad-model.json", JSON.stringify({ models: ["oc_tiny", model], datasets: ["siqa_ppl"] }));
  expect(await errorOf(() => resolveRun(invocationOf(folder.path, { config: "bad-model.json" })))).toMatchObject({
    code: "CONFIG",
    message: 'bad-model.json: models[1]: unknown field "maxOutlen"; did you mean maxOutLen, minOutLen or maxSeqLen?',
  });
});
