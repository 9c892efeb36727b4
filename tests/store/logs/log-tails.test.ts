import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { LogTails } from "../../../src/store/logs/log-tails.ts";
import { withRunLog } from "../../../src/store/logs/run-log.ts";
import { createWorkspace, modelLogPath, taskLogPath, type Workspace } from "../../../src/store/workspace/workspace.ts";
import { tempFolder } from "../../data/temp-folder.ts";

const folder = await tempFolder();

const row = { type: "row", model: "m", dataset: "d", state: "failed", tokens: 0, generated: 0 } as const;
const told = { model: "m", dataset: "d", reason: "2 of 2 rows failed; row 0: no room" };

function logged(format: "json" | "text"): { workspace: Workspace; tails: LogTails } {
  const workspace = createWorkspace(join(folder.path, format), new Date());
  const tails = new LogTails(workspace);
  const log = withRunLog(workspace, () => {}, { format, tails });
  for (const model of ["other", "m"]) log({ type: "model-start", model, rows: 2, work: [] });
  log({ type: "warning", model: "m", text: "no GPU" });
  log({ type: "warning", model: "other", text: "no GPU" });
  log({ ...row, row: 0, reason: "no room" });
  log({ ...row, row: 1, reason: "no memory" });
  log({ ...row, dataset: "e", row: 1, reason: "elsewhere" });
  const stack = "Error: r\n    at open (a.ts:1)\n    at b";
  log({ type: "task-failed", model: "m", dataset: "d", reason: "r", hint: "less", stack });
  return { workspace, tails };
}

test.each(["json", "text"] as const)(
  "what was told of a task is kept, newest last, without what the task's own reason says, whether its log is %s",
  (format) => {
    const { workspace, tails } = logged(format);
    appendFileSync(taskLogPath(workspace, "infer", "m", "d"), format === "json" ? '{"torn' : "[2026-");
    const lines = tails.tailOf(told);
    expect(lines.map((line) => line.slice(9))).toEqual(["warning: no GPU", "row 1: no memory", "at open (a.ts:1)"]);
    expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d /);
    expect(tails.filesOf(told)).toEqual(["logs/infer/m/d.out"]);
    // Of an earlier run in the same folder nothing is told, but where it is stored.
    const later = new LogTails(workspace);
    expect(later.tailOf(told)).toEqual([]);
    if (format === "json") expect(later.filesOf(told)).toEqual(["logs/infer/m/d.out"]);
  },
);

test("the files that say more are named: logs with warnings, and what the inference process printed", () => {
  const workspace = createWorkspace(join(folder.path, "files"), new Date());
  const tails = new LogTails(workspace);
  const log = withRunLog(workspace, () => {}, { tails });
  log({ ...row, row: 0, reason: "no room" });
  log({ type: "stage", stage: "eval", text: "Evaluating" });
  log({ type: "task-start", stage: "eval", model: "m", dataset: "d", rows: 1, by: "accuracy" });
  // Told below the table of scores.
  const alarm = { code: "too_few_to_tell", message: "few", numbers: {} } as const;
  log({ type: "alarm", model: "m", dataset: "d", alarm });
  expect(tails.filesOf(told)).toEqual(["logs/infer/m/d.out"]);
  appendFileSync(modelLogPath(workspace, "m"), "ggml: abort\n");
  expect(tails.filesOf(told)).toEqual(["logs/infer/m/d.out", "logs/infer/m.log"]);
});

test("a run without a log has no tail and no files", () => {
  const none = new LogTails({ path: join(folder.path, "none"), timestamp: "none" });
  expect(none.tailOf(told)).toEqual([]);
  expect(none.filesOf(told)).toEqual([]);
});
