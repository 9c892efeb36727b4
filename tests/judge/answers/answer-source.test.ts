import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openAnswers } from "../../../src/judge/answers/answer-source.ts";
import { writeJson } from "../../../src/store/workspace/manifest.ts";
import { journalPath, predictionsPath, type Workspace } from "../../../src/store/workspace/workspace.ts";
import { tempFolder } from "../../data/temp-folder.ts";
import { generated, storeRun } from "../../run/stored-run.ts";

const folder = await tempFolder();

const predictionsOf = (outputs: string[]) =>
  Object.fromEntries(outputs.map((output, row) => [row, generated(output, "A").prediction]));

function read(workspace: Workspace, rows: number) {
  const answers = openAnswers({ workspace, model: "tiny", dataset: "exam", rows });
  const outputs = Array.from({ length: rows }, (_, row) => answers.get(row)?.prediction.prediction);
  answers.close();
  return { outputs, from: answers.from, unanswered: answers.affected.unanswered };
}

test("rows that the journal lost are those of predictions/, rows that failed later stay failed", async () => {
  const answers = [generated("A", "A"), generated("", "A", { failed: "no memory" })];
  const run = await storeRun(join(folder.path, "lost"), { exam: { answers, rows: 3 } }, { isEvaluated: false });
  expect(read(run, 3)).toMatchObject({ from: "the journal", unanswered: 1 });
  writeJson(predictionsPath(run, "tiny", "exam"), predictionsOf(["A", "B", "C"]));
  expect(read(run, 3)).toEqual({
    outputs: ["A", "", "C"],
    from: "predictions/, which has 1 row that the journal lacks (the first: 2)",
    unanswered: 0,
  });
});

test("rows that were edited are those of predictions/; the same rows in another layout are not edited", async () => {
  const answers = ["A", "B", "C"].map((output) => generated(output, "A"));
  const run = await storeRun(join(folder.path, "edited"), { exam: { answers } }, { isEvaluated: false });
  const predictions = predictionsOf(["A", "B", "C"]);
  writeJson(predictionsPath(run, "tiny", "exam"), { 2: predictions[2], 1: predictions[1], 0: predictions[0] });
  expect(read(run, 3).from).toBe("the journal");
  writeJson(predictionsPath(run, "tiny", "exam"), predictionsOf(["A", "D", "D"]));
  expect(read(run, 3)).toMatchObject({
    outputs: ["A", "D", "D"],
    from: "predictions/, which differs from the journal in 2 rows (the first: 1)",
  });
});

test("without a journal predictions/ are read; the option with the smallest PPL is chosen where none is stored", async () => {
  const run = await storeRun(join(folder.path, "alone"), { exam: { answers: [] } }, { isEvaluated: false });
  rmSync(journalPath(run, "tiny", "exam"));
  writeJson(predictionsPath(run, "tiny", "exam"), {
    0: { "label: A": { PPL: 2 }, "label: B": { PPL: 1 }, "label: C": { PPL: 1 }, gold: "B" },
  });
  expect(read(run, 1)).toEqual({ outputs: ["B"], from: "predictions/, for there is no journal", unanswered: 0 });
});
