import { expect, test } from "vitest";
import { findDatasets, findFamily, listDatasets } from "../../src/config/catalog.ts";
import type { DatasetConfig } from "../../src/config/dataset-schema.ts";
import type { PartFolder } from "../../src/core/parts.ts";
import type { PartSpec } from "../../src/core/spec.ts";
import type { SummaryGroup } from "../../src/core/summary.ts";
import { openDataset } from "../../src/plan/open-dataset.ts";
import { loadPart } from "../../src/plan/parts.ts";
import { createLmTemplate } from "../../src/prompt/lm-meta-template.ts";
import { cevalLaw, withFiles } from "./data-files.ts";

const families = ["ceval", "cmmlu", "gsm8k", "math", "mmlu", "siqa", "winogrande"];

const entriesOf = async (name: string) => (await findDatasets(name, new Set(["base"]))).entries;

async function entryOf(name: string, abbr?: string): Promise<DatasetConfig> {
  const entries = await entriesOf(name);
  return entries.find((entry) => entry.abbr === (abbr ?? entries[0]?.abbr)) as DatasetConfig;
}

/** The first prompt of an entry over files written for the test; `label` asks for the label's prompt. */
async function firstPrompt(entry: DatasetConfig, files: Record<string, string>, label?: string): Promise<string> {
  return withFiles(files, async (folder) => {
    const { iceIds, prompts } = await openDataset(entry, folder, {});
    const ids = iceIds[0] ?? [];
    const prompt = label === undefined ? prompts.generationPrompt(0, ids) : prompts.labelPrompt(0, label, ids);
    return createLmTemplate(null).render(prompt, label === undefined ? "gen" : "ppl");
  });
}

test("the default names of each family point at its variants", async () => {
  for (const name of families) {
    const { variants, aliases = {} } = await findFamily(name);
    for (const [alias, variant] of Object.entries(aliases)) {
      expect(Object.keys(variants), `${alias} of ${name}`).toContain(variant);
    }
  }
});

test("the bare name of a family is asked by ppl on base models and by gen on chat models", async () => {
  expect((await findDatasets("ceval", new Set(["base"]))).name).toBe("ceval_ppl_578f8d");
  expect((await findDatasets("ceval", new Set(["chat"]))).name).toBe("ceval_gen_5f30c7");
  expect((await findDatasets("gsm8k", new Set(["base"]))).name).toBe("gsm8k_gen_1d7fe4");
});

test("every part that a shipped definition names exists and takes the options it is given", async () => {
  const used = new Map<string, [PartFolder, PartSpec<string>]>();
  for (const { name } of await listDatasets()) {
    for (const { infer, evaluate } of await entriesOf(name)) {
      const parts: [PartFolder, PartSpec | undefined][] = [
        ["prompt/retrievers", infer.retriever],
        ["inferencers", infer.inferencer],
        ["evaluators", evaluate.evaluator],
        ["postprocess", evaluate.predPostprocessor],
        ["postprocess", evaluate.datasetPostprocessor],
      ];
      for (const [folder, spec] of parts)
        if (typeof spec?.type === "string")
          used.set(`${folder} ${JSON.stringify(spec)}`, [folder, spec as PartSpec<string>]);
    }
  }
  const missing: string[] = [];
  for (const [name, [folder, spec]] of used) await loadPart(folder, spec).catch(() => missing.push(name));
  expect(missing).toEqual([]);
});

test("variants have the entries OpenCompass has, one abbr each", async () => {
  const counts: Record<string, number> = {};
  for (const name of ["ceval_gen", "ceval_ppl_1cd8bf", "cmmlu_gen", "mmlu_ppl", "gsm8k_gen", "winogrande_gen_a027b6"]) {
    const entries = await entriesOf(name);
    counts[name] = entries.length;
    expect(new Set(entries.map(({ abbr }) => abbr)).size, name).toBe(entries.length);
  }
  expect(counts).toEqual({
    ceval_gen: 52,
    ceval_ppl_1cd8bf: 104,
    cmmlu_gen: 67,
    mmlu_ppl: 57,
    gsm8k_gen: 1,
    winogrande_gen_a027b6: 3,
  });
});

test("groups list abbrs of their family's entries, the categories of a subject table once each", async () => {
  const sizes: Record<string, number> = {};
  const wholes: [string, string, string[]][] = [
    ["ceval", "ceval_gen_2daf24", ["ceval", "ceval-test"]],
    ["cmmlu", "cmmlu_gen", ["cmmlu"]],
    ["mmlu", "mmlu_gen", ["mmlu"]],
  ];
  for (const [family, variant, names] of wholes) {
    const groups = (await findFamily(family)).groups as SummaryGroup[];
    const abbrs = (await entriesOf(variant)).map(({ abbr }) => abbr);
    for (const { name, subsets } of groups) {
      sizes[name] = subsets.length;
      expect(abbrs, name).toEqual(expect.arrayContaining(subsets));
    }
    for (const name of names) {
      const parts = ["stem", "social-science", "humanities", "other"].map(
        (category) => sizes[`${name}-${category}`] ?? 0,
      );
      expect(parts.reduce((sum, size) => sum + size)).toBe(sizes[name]);
    }
  }
  expect(sizes).toMatchObject({ "ceval-hard": 8, "cmmlu-china-specific": 15, "mmlu-weighted": 57 });
});

test("C-Eval shows five examples of the subject's dev split above the question", async () => {
  const prompt = await firstPrompt(await entryOf("ceval_gen", "ceval-law"), cevalLaw);
  const lines = prompt.split("\n");
  expect(lines.filter((line) => line === "以下是中国关于法学考试的单项选择题，请选出其中的正确答案。")).toHaveLength(6);
  expect(prompt.slice(prompt.lastIndexOf("题4"))).toMatchInlineSnapshot(`
    "题4
    A. 甲
    B. 乙
    C. 丙
    D. 丁
    答案: 
    A
    以下是中国关于法学考试的单项选择题，请选出其中的正确答案。
    合同何时成立？
    A. 签字时
    B. 付款时
    C. 口头时
    D. 从不
    答案: "
  `);
});

test("the plain-text C-Eval variant states the instruction once and ends in the scored option", async () => {
  const prompt = await firstPrompt(await entryOf("ceval_ppl_1cd8bf", "ceval-law"), cevalLaw, "C");
  expect(prompt.startsWith("以下是关于法学的单项选择题，请直接给出正确答案的选项。\n题0\nA. 甲\n")).toBe(true);
  expect(prompt.split("单项选择题")).toHaveLength(2);
  expect(prompt.endsWith("D. 从不\n答案: C")).toBe(true);
});

test("a demo variant asks the first rows of another one under its own name", async () => {
  const [demo, whole] = [await entryOf("demo_gsm8k_chat_gen"), await entryOf("gsm8k_gen_1d7fe4")];
  expect(demo).toEqual({ ...whole, abbr: "demo_gsm8k", reader: { ...whole.reader, testRange: "[0:64]" } });
});

test("SIQA asks three answers by number, and by letter in generation", async () => {
  const row = '{"context": "Ann left.", "question": "Why?", "answerA": "tired", "answerB": "sad", "answerC": "late"}\n';
  const files = {
    "siqa/train.jsonl": row,
    "siqa/train-labels.lst": "1\n",
    "siqa/dev.jsonl": row,
    "siqa/dev-labels.lst": "3\n",
  };
  expect(await firstPrompt(await entryOf("siqa_ppl"), files, "3")).toBe("Ann left.\nQuestion: Why?\nAnswer:\nlate");
  expect(await firstPrompt(await entryOf("siqa_gen"), files)).toBe(
    "Ann left.\nQuestion: Why?\nA. tired\nB. sad\nC. late\nAnswer:",
  );
});
