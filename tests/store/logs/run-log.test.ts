import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { EngineInfo } from "../../../src/engines/engine.ts";
import type { RunEvent } from "../../../src/job/events.ts";
import { OutputLog } from "../../../src/store/logs/output-log.ts";
import { appendText, withRunLog } from "../../../src/store/logs/run-log.ts";
import { createWorkspace } from "../../../src/store/workspace/workspace.ts";
import { tempFolder } from "../../data/temp-folder.ts";
import { errorOf } from "../../run/error-of.ts";

const folder = await tempFolder();
const info = { engine: "llama", device: "CPU", versions: {}, memory: {} } as EngineInfo;

/** A log, and what it wrote to a file below logs/. */
function logOf(name: string) {
  const workspace = createWorkspace(join(folder.path, name), new Date());
  const passed: RunEvent[] = [];
  const log = withRunLog(workspace, (event) => passed.push(event));
  const read = (...path: string[]) => {
    const text = readFileSync(join(workspace.path, "logs", ...path), "utf8").trimEnd();
    return text.split("\n").map((line) => JSON.parse(line) as { type: string; text: string });
  };
  return { log, passed, read };
}

const failedRow = { type: "row", model: "m", state: "failed", tokens: 0, generated: 0, reason: "no room" } as const;
const start = { type: "task-start", stage: "infer", model: "m", rows: 9, by: "generate" } as const;

test("each task's log says which engine worked for it, and has the warnings about its model", () => {
  const { log, read } = logOf("facts");
  log({ type: "model-start", model: "m", rows: 2, work: [] });
  log({ type: "model-open", model: "m", info });
  log({ ...start, dataset: "a" });
  log({ type: "warning", model: "m", text: "killed" });
  log({ ...start, dataset: "b/c" });
  log({ type: "model-end", model: "m" });
  log({ type: "model-start", model: "other", rows: 2, work: [] });
  log({ type: "warning", model: "other", text: "slow" });
  expect(read("infer", "m", "a.out").map(({ type }) => type)).toEqual(["model-open", "task-start", "warning"]);
  expect(read("infer", "m", "b_c.out").map(({ type }) => type)).toEqual(["model-open", "warning", "task-start"]);
  expect(read("run.out")).toHaveLength(8);
});

test("a log does not grow with the rows: answered ones are not told, of failed ones the first twenty", () => {
  const { log, passed, read } = logOf("rows");
  for (let row = 0; row < 50; row++) log({ ...failedRow, dataset: "d", row });
  const { reason: _reason, ...answered } = failedRow;
  for (let row = 0; row < 50; row++) log({ ...answered, state: "answered", dataset: "d", row });
  const lines = read("infer", "m", "d.out");
  expect(lines).toHaveLength(21);
  expect(lines[19]?.text).toBe("m / d: row 19: no room");
  expect(lines[20]?.text).toBe("m / d: row 20: failed too, as may more: all of them are in the journal");
  expect(passed).toHaveLength(100);
});

test("what was told before the folder was there is stored, and not told again", () => {
  const workspace = createWorkspace(join(folder.path, "earlier"), new Date());
  const passed: RunEvent[] = [];
  const earlier: RunEvent[] = [{ type: "note", text: "no model is given" }];
  withRunLog(workspace, (event) => passed.push(event), { format: "text", earlier })({ type: "note", text: "later" });
  expect(readFileSync(join(workspace.path, "logs", "run.out"), "utf8")).toMatch(/no model is given\n.* later\n$/);
  expect(passed).toHaveLength(1);
});

test("the evaluation of a task has a log of its own", () => {
  const { log, read } = logOf("stages");
  log({ ...start, dataset: "d" });
  log({ type: "stage", stage: "eval", text: "Evaluating" });
  log({ ...start, stage: "eval", dataset: "d" });
  expect(read("infer", "m", "d.out")).toHaveLength(1);
  expect(read("eval", "m", "d.out")).toHaveLength(1);
});

test("a log that cannot be written ends the run with what to do", async () => {
  const log = withRunLog({ path: join(folder.path, "gone"), timestamp: "gone" }, () => {});
  expect(await errorOf(() => log({ type: "note", text: "n" }))).toMatchObject({
    code: "STORAGE",
    hint: expect.stringMatching(/gone\/logs is gone, and what was stored in it too/) as string,
  });
});

test("so does the log of a task whose folder cannot be made, by the code of what cannot be stored any more", async () => {
  const workspace = createWorkspace(join(folder.path, "blocked"), new Date());
  writeFileSync(join(workspace.path, "logs", "infer", "m"), "not a folder");
  const log = withRunLog(workspace, () => {});
  const start = { type: "task-start", stage: "infer", model: "m", dataset: "d", rows: 1, by: "generate" } as const;
  expect(await errorOf(() => log(start))).toMatchObject({ code: "STORAGE" });
});

test("what a process printed is stored line by line, so that a secret cut in two by a chunk is masked too", () => {
  const path = join(folder.path, "output.log");
  const output = new OutputLog((text) => appendText(path, text));
  output.add("loading\nGET https://user:hun");
  expect(readFileSync(path, "utf8")).toBe("loading\n");
  output.add("ter2@host/x\nlast");
  output.end();
  expect(readFileSync(path, "utf8")).toBe("loading\nGET https://***@host/x\nlast\n");
});
