import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { StoredDataset } from "../../../src/core/stored-row.ts";
import { readStoredRows } from "../../../src/judge/answers/stored-rows.ts";
import { isBegun, listStoredTasks } from "../../../src/store/stored/stored-tasks.ts";
import { writeJson } from "../../../src/store/workspace/manifest.ts";
import { predictionsPath, resultsPath, type Workspace } from "../../../src/store/workspace/workspace.ts";
import { tempFolder } from "../../data/temp-folder.ts";
import { errorOf } from "../../run/error-of.ts";
import { generated, storeRun } from "../../run/stored-run.ts";

const folder = await tempFolder();

function readOnly(workspace: Workspace): StoredDataset {
  const [task] = listStoredTasks(workspace);
  if (task === undefined) throw new Error("the run has no task");
  return readStoredRows(workspace, task);
}

test("a row has what was asked, answered, extracted by which rule, and the verdict", async () => {
  const answers = [generated("答案是A", "A"), generated("D or so", "B"), generated("no idea", "A")];
  const { rows, notes, unanswered } = readOnly(await storeRun(join(folder.path, "run"), { exam: { answers } }));
  expect(rows[0]).toMatchObject({
    row: 0,
    prompt: answers[0]?.prediction.origin_prompt,
    output: "答案是A",
    answer: "A",
    rule: "答案(是)X",
    reference: "A",
    verdict: "right",
    cut: false,
  });
  expect(rows[1]).toMatchObject({ verdict: "wrong", answer: "D" });
  expect(rows[2]).toMatchObject({ verdict: "wrong", answer: "", extracted: false });
  expect({ notes, unanswered }).toEqual({ notes: [], unanswered: 0 });
});

test("an unfinished run has its answers without verdicts, its failures and what is missing", async () => {
  const answers = [generated("A", "A", { finishReason: "length" }), generated("", "B", { failed: "too long" })];
  const run = await storeRun(join(folder.path, "unfinished"), { exam: { answers, rows: 5 } }, { isEvaluated: false });
  const { rows, notes, unanswered } = readOnly(run);
  expect(rows).toMatchObject([
    { verdict: "unknown", cut: true },
    { verdict: "failed", reason: "too long" },
  ]);
  expect(unanswered).toBe(3);
  expect(notes[0]).toMatch(/^not scored yet/);
});

test("why a dataset has no score is a note", async () => {
  const { notes } = readOnly(await storeRun(join(folder.path, "short"), { exam: { answers: [], rows: 2 } }));
  expect(notes).toEqual(["no score: 2 of 2 rows have no answer yet"]);
});

test("answers in the journal beyond the rows of the dataset are not listed", async () => {
  const answers = [generated("A", "A"), generated("B", "A")];
  expect(readOnly(await storeRun(join(folder.path, "more"), { exam: { answers, rows: 1 } })).rows).toHaveLength(1);
});

test("a result from before rules were stored says that its unextracted rows are not known", async () => {
  const run = await storeRun(join(folder.path, "old"), { exam: { answers: [generated("none", "A")] } });
  const path = resultsPath(run, "tiny", "exam");
  const result = JSON.parse(readFileSync(path, "utf8"));
  delete result.details["0"].extracted;
  writeJson(path, result);
  expect(readOnly(run).notes[0]).toMatch(/^1 answers could not be extracted, and which is not stored/);
});

test("OpenCompass's folder: predictions in parts, details under its names, PPL labels", async () => {
  const run = { path: join(folder.path, "upstream"), timestamp: "upstream" };
  const asked = (prediction: string) => ({ origin_prompt: "Q?", prediction, gold: "B" });
  writeJson(predictionsPath(run, "m", "exam_0"), { 0: asked("A"), 1: asked("B") });
  writeJson(predictionsPath(run, "m", "exam_1"), { 0: asked("C") });
  const detail = (predictions: string, correct: boolean) => ({ predictions, references: "B", correct });
  writeJson(resultsPath(run, "m", "exam"), {
    accuracy: 33.3,
    details: { type: "GEN", 0: detail("A", false), 1: detail("B", true), 2: detail("C", false) },
  });
  const label = (PPL: number) => ({ "testing input": "Q? A", prompt: "shots Q? A", PPL });
  writeJson(predictionsPath(run, "m", "labels"), {
    0: { "label: A": label(1.5), "label: B": label(2), prediction: "A", gold: "B" },
  });
  const [exam, labels] = listStoredTasks(run).map((task) => readStoredRows(run, task));
  expect(exam?.dataset).toBe("exam");
  expect(exam?.rows.map(({ output, verdict, reference }) => [output, verdict, reference])).toEqual([
    ["A", "wrong", "B"],
    ["B", "right", "B"],
    ["C", "wrong", "B"],
  ]);
  expect(labels?.rows[0]?.labels[0]).toEqual({
    label: "A",
    input: "Q? A",
    prompt: "shots Q? A",
    values: { PPL: 1.5 },
  });
  expect(exam?.notes).toEqual(["which answers were cut and how they were extracted is not stored"]);
});

test("a broken file is an error with its path", async () => {
  const path = await folder.write("broken/results/m/exam.json", "{");
  const run = { path: join(folder.path, "broken"), timestamp: "broken" };
  const error = await errorOf(() => readStoredRows(run, { model: "m", dataset: "exam" }));
  expect(error).toMatchObject({ code: "BAD_DATA", message: expect.stringContaining(`${path} cannot be read`) });
  await folder.write("broken/results/m/list.json", "[]");
  const other = await errorOf(() => readStoredRows(run, { model: "m", dataset: "list" }));
  expect(other.message).toContain("expected a result");
});

test("a run that has answered nothing is not begun", async () => {
  const run = await storeRun(join(folder.path, "begun"), { exam: { answers: [], rows: 1 } }, { isEvaluated: false });
  expect(isBegun(run, { model: "tiny", dataset: "exam", rows: 1 })).toBe(true);
  expect(isBegun(run, { model: "tiny", dataset: "other", rows: 1 })).toBe(false);
});
