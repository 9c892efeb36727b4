import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { logFiles, logTail } from "../../../src/store/logs/log-tail.ts";
import { withRunLog } from "../../../src/store/logs/run-log.ts";
import { createWorkspace, modelLogPath, taskLogPath, type Workspace } from "../../../src/store/workspace/workspace.ts";
import { tempFolder } from "../../data/temp-folder.ts";

const folder = await tempFolder();

const row = { type: "row", model: "m", dataset: "d", state: "failed", tokens: 0, generated: 0 } as const;
const told = { model: "m", dataset: "d", reason: "2 of 2 rows failed; row 0: no room" };

function logged(format: "json" | "text"): Workspace {
  const workspace = createWorkspace(join(folder.path, format), new Date());
  const log = withRunLog(workspace, () => {}, { format });
  for (const model of ["other", "m"]) log({ type: "model-start", model, rows: 2, work: [] });
  log({ type: "warning", text: "m: no GPU" });
  log({ type: "warning", text: "other: no GPU" });
  log({ ...row, row: 0, reason: "no room" });
  log({ ...row, row: 1, reason: "no memory" });
  log({ ...row, dataset: "e", row: 1, reason: "elsewhere" });
  const stack = "Error: r\n    at open (a.ts:1)\n    at b";
  log({ type: "task-failed", model: "m", dataset: "d", reason: "r", hint: "less", stack });
  return workspace;
}

test.each(["json", "text"] as const)(
  "what a log of %s says of a task is found, newest last, without what the task's own reason says",
  (format) => {
    const workspace = logged(format);
    appendFileSync(taskLogPath(workspace, "infer", "m", "d"), format === "json" ? '{"torn' : "[2026-");
    const lines = logTail(workspace, told);
    expect(lines.map((line) => line.slice(9))).toEqual(["warning: no GPU", "row 1: no memory", "at open (a.ts:1)"]);
    expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d /);
    expect(logTail(workspace, told, new Date(Date.now() + 1000))).toEqual([]);
  },
);

test("the files that say more are named: logs with warnings, and what the inference process printed", () => {
  const workspace = createWorkspace(join(folder.path, "files"), new Date());
  const log = withRunLog(workspace, () => {});
  log({ ...row, row: 0, reason: "no room" });
  log({ type: "stage", stage: "eval", text: "Evaluating" });
  log({ type: "task-start", stage: "eval", model: "m", dataset: "d", rows: 1, by: "accuracy" });
  // Told below the table of scores.
  const alarm = { code: "too_few_to_tell", message: "few", numbers: {} } as const;
  log({ type: "alarm", model: "m", dataset: "d", alarm });
  expect(logFiles(workspace, told)).toEqual(["logs/infer/m/d.out"]);
  appendFileSync(modelLogPath(workspace, "m"), "ggml: abort\n");
  expect(logFiles(workspace, told)).toEqual(["logs/infer/m/d.out", "logs/infer/m.log"]);
});

test("a run without a log has no tail and no files", () => {
  const none = { path: join(folder.path, "none"), timestamp: "none" };
  expect(logTail(none, told)).toEqual([]);
  expect(logFiles(none, told)).toEqual([]);
});
