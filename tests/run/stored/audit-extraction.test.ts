import { join } from "node:path";
import { expect, test } from "vitest";
import { scoreRange } from "../../../src/report/cases-audit.ts";
import { auditExtraction } from "../../../src/run/stored/audit-extraction.ts";
import { readStoredRows } from "../../../src/run/stored/stored-rows.ts";
import { tempFolder } from "../../data/temp-folder.ts";
import { generated, type StoredAnswer, storeRun } from "../stored-run.ts";

const folder = await tempFolder();

async function audit(name: string, answers: StoredAnswer[], isEvaluated = true) {
  const workspace = await storeRun(join(folder.path, name), { exam: { answers } }, { isEvaluated });
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
  const found = await audit("unscored", [generated("A", "A")], false);
  expect(found?.rules.map(({ name }) => name)).not.toContain("this run");
  expect(found?.disagreements).toEqual([]);
});

test("a dataset whose references are no letters is not audited", async () => {
  expect(await audit("numbers", [generated("12", "12")])).toBeUndefined();
});
