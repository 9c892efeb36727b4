import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { logTail } from "../../src/run/log-tail.ts";
import { withRunLog } from "../../src/run/run-log.ts";
import { createWorkspace } from "../../src/run/workspace.ts";
import { tempFolder } from "../data/temp-folder.ts";

const folder = await tempFolder();

test("what the log says of a task is found, newest last, without what the task's own reason says", () => {
  const workspace = createWorkspace(join(folder.path, "logged"), new Date());
  const log = withRunLog(workspace, () => {});
  const row = { type: "row", model: "m", dataset: "d", state: "failed", tokens: 0, generated: 0 } as const;
  log({ type: "warning", text: "m: no GPU" });
  log({ type: "warning", text: "other: no GPU" });
  log({ ...row, row: 0, reason: "no room" });
  log({ ...row, row: 1, reason: "no memory" });
  log({ ...row, dataset: "e", row: 1, reason: "elsewhere" });
  log({
    type: "task-failed",
    model: "m",
    dataset: "d",
    reason: "r",
    stack: "Error: r\n    at open (a.ts:1)\n    at b",
  });
  appendFileSync(join(workspace.path, "logs", "infer", "run.jsonl"), '{"torn');
  const lines = logTail(workspace, { model: "m", dataset: "d", reason: "2 of 2 rows failed; row 0: no room" });
  expect(lines.map((line) => line.slice(9))).toEqual(["warning: m: no GPU", "row 1: no memory", "at open (a.ts:1)"]);
  expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d /);
});

test("a run without a log has no tail", () => {
  expect(
    logTail({ path: join(folder.path, "none"), timestamp: "none" }, { model: "m", dataset: "d", reason: "" }),
  ).toEqual([]);
});
