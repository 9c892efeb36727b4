import { expect, test } from "vitest";
import type { FailedTask } from "../../../src/job/failed-task.ts";
import { failedTaskLines } from "../../../src/report/eval/failed-tasks.ts";

const noLog = { tailOf: () => [], filesOf: () => [] };
const task = (dataset: string, reason: string, rest: Partial<FailedTask> = {}) => ({
  model: "m",
  dataset,
  reason,
  ...rest,
});

test("a failed task is shown with its rows, its cause, what the log said and where to read more", () => {
  const affected = { failed: 3, unanswered: 0, of: 8, first: [0, 4, 7] };
  const lines = failedTaskLines([task("siqa", "row 0: no room", { affected })], {
    tailOf: () => ["12:00:00 warning: m: slow\n  | abort"],
    filesOf: () => ["logs/infer/m/siqa.out", "logs/infer/m.log"],
  });
  expect(lines.join("\n")).toMatchInlineSnapshot(`
    "1 task failed:

     model | dataset | rows                    | cause
    -------+---------+-------------------------+---------------------------------------------
     m     | siqa    | 3 failed (0, 4, 7) of 8 | row 0: no room
           |         |                         | log: 12:00:00 warning: m: slow
           |         |                         | log:   | abort
           |         |                         | see logs/infer/m/siqa.out, logs/infer/m.log"
  `);
});

test("datasets that fail for the same reason share a line, with their rows together", () => {
  const affected = { failed: 0, unanswered: 5, of: 5, first: [] };
  const failed = ["a", "b", "c", "d", "e"].map((name) => task(name, "no memory", { affected, hint: "use less" }));
  const [, , , , row, ...rest] = failedTaskLines([...failed, task("f", "cut")], noLog);
  expect(row).toMatch(/^ m +\| a, b, c and 2 more +\| 25 of 25 +\| no memory \(use less\)$/);
  expect(rest.at(-1)).toMatch(/^ m +\| f +\| - +\| cut$/);
});

test("datasets that cannot be read share a line: the first files, the rest counted, one hint", () => {
  const failed = ["a", "b", "c", "d", "e"].map((name) =>
    task(name, `no file ${name}.csv`, { isRefused: true, hint: "bring it" }),
  );
  const lines = failedTaskLines([...failed, task("f", "cut")], noLog);
  expect(lines.slice(4, 10).map((line) => line.replace(/ +/g, " "))).toEqual([
    " m | a, b, c and 2 more | - | no file a.csv",
    " | | | no file b.csv",
    " | | | no file c.csv",
    " | | | and 2 more",
    " | | | bring it",
    " m | f | - | cut",
  ]);
  const [, , , , own] = failedTaskLines(
    [task("a", "x.csv:2: short", { isRefused: true, hint: "complete line 2" })],
    noLog,
  );
  expect(own).toMatch(/x\.csv:2: short \(complete line 2\)$/);
});

test("a cause that is longer than the terminal is wrapped, and on a narrow one there is no table", () => {
  const failed = [task("数据集", `the engine ${"failed again ".repeat(12)}`)];
  const wide = failedTaskLines(failed, noLog, 80);
  expect(Math.max(...wide.map((line) => line.length))).toBeLessThanOrEqual(80);
  expect(wide.length).toBeGreaterThan(6);
  const narrow = failedTaskLines(failed, noLog, 40);
  expect(narrow[1]).toBe("  m / 数据集: -");
  expect(Math.max(...narrow.map((line) => line.length))).toBeLessThanOrEqual(40);
});

test("control characters of a reason do not reach the terminal", () => {
  expect(failedTaskLines([task("d", "bad \x1b[2J\ntext")], noLog).join("\n")).not.toContain("\x1b");
});
