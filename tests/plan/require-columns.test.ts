import { expect, test } from "vitest";
import type { DatasetConfig } from "../../src/config/dataset-schema.ts";
import type { Row } from "../../src/core/dataset.ts";
import type { PartFactory } from "../../src/core/spec.ts";
import { planDatasets } from "../../src/plan/plan.ts";
import { errorOf } from "../run/error-of.ts";

const template = { template: "</E>{q} {hint}", iceToken: "</E>" };

/** Plans a dataset of these rows. */
async function plan(rows: Row[], change: Partial<DatasetConfig> = {}, isScored = true) {
  const config: DatasetConfig = {
    abbr: "set",
    source: { type: (async () => rows) as unknown as PartFactory, path: "set" },
    reader: { inputColumns: ["q"], outputColumn: "answer" },
    infer: { promptTemplate: template, retriever: { type: "zero" }, inferencer: { type: "generate" } },
    evaluate: { evaluator: { type: "accuracy" } },
    ...change,
  };
  const dataset = { id: "set", variant: null, config, version: "", mode: "gen" };
  const dataRoot = { path: "/data", origin: "flag" as const, isSample: false };
  const invocation = { cwd: "/", models: [], modelPaths: [], datasets: [], modelOverrides: {}, modelDirs: [] };
  return planDatasets({ datasets: [dataset], dataRoot }, invocation, { isScored });
}

const row = { q: "1+1", hint: "", answer: "2" };

test("rows that lack a column of the template are counted, and the first is named", async () => {
  const error = await errorOf(() => plan([row, { q: "x", answer: "1" }, { ...row, hint: null }]));
  expect(error).toMatchObject({
    code: "BAD_DATA",
    message: 'set: row 1 of set, split test lacks column "hint", which the template names; 1 other row lacks one too',
  });
});

test("a column that only later rows have is missing in the first", async () => {
  const { hint: _hint, ...first } = row;
  expect((await errorOf(() => plan([first, row]))).message).toContain('row 0 of set, split test lacks column "hint"');
});

test("a reference that only later rows have is missing in the first, which is then not asked", async () => {
  const { answer: _answer, ...first } = row;
  const [planned] = await plan([first, row]);
  expect([...(planned?.unasked ?? [])]).toEqual([1, 0]);
});

test("columns that no template names may be missing, as may those of rows that are not asked", async () => {
  await plan([{ ...row, extra: 1 }, row]);
  const bare = { ...row, hint: null, answer: "" };
  await plan([row, bare]);
  expect((await errorOf(() => plan([row, bare], {}, false))).message).toContain("row 1");
});

test("examples need every column of their template, the answer too", async () => {
  const infer = {
    iceTemplate: { template: "{q}={answer}" },
    promptTemplate: template,
    retriever: { type: "fix-k", fixIdList: [1] },
    inferencer: { type: "generate" },
  };
  const error = await errorOf(() => plan([row, { ...row, answer: null }], { infer }));
  expect(error.message).toBe(
    'set: the example row 1 of set, split train lacks column "answer", which the template names',
  );
});

test("examples need an answer that is one of the labels", async () => {
  const infer = {
    iceTemplate: { template: { "2": "{q}=2", "4": "{q}=4" } },
    promptTemplate: { template: { "2": "</E>{q}=2", "4": "</E>{q}=4" }, iceToken: "</E>" },
    retriever: { type: "fix-k", fixIdList: [1] },
    inferencer: { type: "perplexity" },
  };
  const error = await errorOf(() => plan([row, { ...row, answer: "5" }], { infer }));
  expect(error).toMatchObject({
    code: "TEMPLATE",
    message: 'set: the example row 1 of set, split train: infer.iceTemplate.template has no label "5" (labels: 2, 4)',
  });
});

test("a column that only the examples have is none of the rows that are asked", async () => {
  const load = async () => ({ train: [{ ...row, why: "so" }], test: [row] });
  const infer = {
    iceTemplate: { template: "{q}={answer} {why}" },
    promptTemplate: { template: "</E>{q} {why}", iceToken: "</E>" },
    retriever: { type: "fix-k", fixIdList: [0] },
    inferencer: { type: "generate" },
  };
  const source = { type: load as unknown as PartFactory, path: "set" };
  const error = await errorOf(() => plan([], { source, infer }));
  expect(error.message).toBe("set: infer.promptTemplate.template: {why} is no column of the rows that are asked");
  await plan([], { source, infer: { ...infer, promptTemplate: template } });
});

test("words in braces that are no columns can be declared", async () => {
  const infer = {
    promptTemplate: { template: "{q} {x}" },
    retriever: { type: "zero" },
    inferencer: { type: "generate" },
  };
  expect((await errorOf(() => plan([row], { infer }))).message).toContain("{x} is no column of any row");
  await plan([row], { infer, literalBraces: ["x"] });
});
