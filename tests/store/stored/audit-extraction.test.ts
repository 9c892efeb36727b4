import { join } from "node:path";
import { expect, test } from "vitest";
import type { DatasetConfig } from "../../../src/config/dataset-schema.ts";
import { readStoredRows } from "../../../src/judge/answers/stored-rows.ts";
import { scoreRange } from "../../../src/report/cases/cases-audit.ts";
import { auditExtraction } from "../../../src/store/stored/audit-extraction.ts";
import { tempFolder } from "../../data/temp-folder.ts";
import { generated, type StoredAnswer, storeRun } from "../../run/stored-run.ts";

const folder = await tempFolder();

interface Audited {
  isEvaluated?: boolean;
  evaluate?: DatasetConfig["evaluate"];
}

async function audit(name: string, answers: StoredAnswer[], { isEvaluated = true, evaluate }: Audited = {}) {
  const exam = { answers, ...(evaluate && { evaluate }) };
  const workspace = await storeRun(join(folder.path, name), { exam }, { isEvaluated });
  return auditExtraction(readStoredRows(workspace, { model: "tiny", dataset: "exam", rows: answers.length }));
}

test("rules part where a model explains itself, and the scores between them are the range", async () => {
  const found = await audit("explains", [generated("B", "B"), generated("The answer is B: C is cold", "B")]);
  expect(found?.rules).toEqual([
    { name: "this run", right: 2, unextracted: 0 },
    { name: "first-option", right: 2, unextracted: 0 },
    { name: "first-capital", right: 1, unextracted: 0 },
    { name: "last-option", right: 1, unextracted: 0 },
    { name: "bbh-mcq", right: 2, unextracted: 0 },
  ]);
  expect(found?.disagreements.map(({ row, answers }) => [row, answers])).toEqual([
    [1, { "this run": "B", "first-option": "B", "first-capital": "T", "last-option": "C", "bbh-mcq": "B" }],
  ]);
  if (found === undefined) throw new Error("there is no audit");
  expect(scoreRange(found)).toEqual({ low: 50, high: 100 });
});

test("options beyond D are known from the references", async () => {
  const found = await audit("wide", [generated("选F", "F"), generated("f", "A")]);
  expect(found?.rules.find(({ name }) => name === "last-option")).toEqual({
    name: "last-option",
    right: 1,
    unextracted: 1,
  });
});

test("before the evaluation the rules are compared without the run's own answer", async () => {
  const found = await audit("unscored", [generated("A", "A")], { isEvaluated: false });
  expect(found?.rules.map(({ name }) => name)).not.toContain("this run");
  expect(found?.disagreements).toEqual([]);
});

test("a dataset whose references are neither letters nor numbers is not audited", async () => {
  expect(await audit("words", [generated("a word", "word")])).toBeUndefined();
});

const lastNumber = { evaluator: { type: "gsm8k" }, predPostprocessor: { type: "gsm8k" } };

test("numbers that OpenCompass's last-number rule takes apart are counted by the rule that reads them", async () => {
  const answers = [
    generated("The profit is $70,000.", "70000"),
    generated("So \\boxed{9{,}500}", "9500"),
    generated("he has −3 points", "-3"),
    generated("about 3,14", "3.14"),
    generated("72", "72"),
  ];
  const found = await audit("numbers", answers, { evaluate: lastNumber });
  expect(found).toMatchObject({ answers: "numbers", rows: 5 });
  expect(found?.rules).toEqual([
    { name: "this run", right: 1, unextracted: 0 },
    { name: "gsm8k", right: 1, unextracted: 0 },
    { name: "final-number", right: 4, unextracted: 1 },
  ]);
  expect(found?.disagreements.map(({ row, answers, right }) => [row, answers["final-number"], right])).toEqual([
    [0, "70000", ["final-number"]],
    [1, "9500", ["final-number"]],
    [2, "-3", ["final-number"]],
    [3, "", []],
  ]);
});

test("one number written in two ways is no dispute", async () => {
  const found = await audit("same", [generated("7.0", "7")], { evaluate: lastNumber });
  expect(found?.disagreements).toEqual([]);
});

test("references may be numbers, or worked solutions where the run was not evaluated", async () => {
  expect((await audit("plain", [generated("1,000", 1000)], { isEvaluated: false }))?.rules.at(-1)?.right).toBe(1);
  const solution = generated("so 1,000", "work 3\n#### 1,000");
  const found = await audit("solution", [solution], { isEvaluated: false });
  expect(found?.disagreements).toMatchObject([{ reference: "1,000", right: ["final-number"] }]);
});
