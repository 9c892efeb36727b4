import { expect, test } from "vitest";
import { failedRecord } from "../../src/ask/infer/infer-tasks.ts";
import type { WorkerMessage } from "../../src/ask/infer/messages.ts";
import { RowBook, type TaskRows } from "../../src/ask/row-book.ts";

const task = (dataset: string, to: number, from = 0): TaskRows => ({ dataset, from, to });

const facts = { promptTokens: 1, generatedTokens: 1, truncatedTokens: 0, droppedShots: 0 };

const answered = (dataset: string, row: number): WorkerMessage => ({
  type: "row",
  dataset,
  record: { row, key: "k", prediction: {}, gold: null, facts },
});

const failed = (dataset: string, row: number, reason: string): WorkerMessage => ({
  type: "row",
  dataset,
  record: failedRecord({ row, gold: null, failed: reason }),
});

const taskFailed = (dataset: string): WorkerMessage => ({
  type: "task-failed",
  dataset,
  reason: "",
  hint: undefined,
  stack: undefined,
});

const openOf = (tasks: TaskRows[]) => tasks.map(({ dataset, settled }) => [dataset, [...(settled ?? [])]]);

test("a row is settled once, whoever tells of it again, and counted by how it was", () => {
  const book = new RowBook([task("a", 4), task("b", 2)]);
  expect([book.open, book.isFinished("a")]).toEqual([6, false]);
  expect(book.note(answered("a", 1))).toBe(true);
  expect(book.note({ type: "reused", dataset: "a", row: 1 })).toBe(false);
  expect(book.note({ type: "reused", dataset: "a", row: 0 })).toBe(true);
  expect(book.note({ ...answered("a", 2), cached: true } as WorkerMessage)).toBe(true);
  expect(book.note(failed("a", 3, "too long"))).toBe(true);
  expect(book.settle("a", 4, "answered")).toBe(false);
  expect(book.settle("unknown", 0, "answered")).toBe(false);
  expect(book.counts("a")).toEqual({ rows: 4, answered: 1, reused: 2, failed: 1 });
  expect([book.open, book.isFinished("a"), book.isFinished("b")]).toEqual([2, true, false]);
  expect([book.openRows("a"), book.openRows("b")]).toEqual([[], [0, 1]]);
  expect(book.note({ type: "started", dataset: "a" })).toBe(true);
});

test("failed rows are named from the lowest, the reason is that of the first that was told", () => {
  const book = new RowBook([task("a", 5)]);
  for (const row of [3, 1]) book.note(failed("a", row, `reason ${row}`));
  book.note(answered("a", 0));
  expect(book.firstFailed("a")).toEqual({ row: 3, reason: "reason 3" });
  expect(book.affected("a")).toEqual({ failed: 2, unanswered: 2, of: 5, first: [1, 3] });
});

test("rows that a task says are settled, or that are in none, are not asked and not counted", () => {
  const book = new RowBook([{ ...task("a", 3), settled: Uint8Array.from([1, 0, 1]) }, task("none", 0)]);
  expect(book.counts("a").rows).toBe(1);
  expect([0, 1, 2, 3].map((row) => book.isOpen("a", row))).toEqual([false, true, false, false]);
  expect(book.isFinished("none")).toBe(true);
  const parts = [
    { ...task("a", 2), settled: Uint8Array.from([0, 1]) },
    { ...task("a", 4, 2), settled: Uint8Array.from([1, 0]) },
  ];
  expect(openOf(new RowBook(parts).openTasks(parts))).toEqual([
    ["a", [0, 1]],
    ["a", [1, 0]],
  ]);
});

test("a dataset is given up once, not where every row is settled, and no task of it is open then", () => {
  const tasks = [task("a", 1), task("b", 2), task("c", 1)];
  const book = new RowBook(tasks);
  book.note(answered("a", 0));
  expect(book.note(taskFailed("a"))).toBe(false);
  expect(book.note(taskFailed("b"))).toBe(true);
  expect(book.giveUp("b")).toBe(false);
  expect(tasks.map(({ dataset }) => book.isGivenUp(dataset))).toEqual([false, true, false]);
  expect(openOf(book.openTasks(tasks))).toEqual([["c", [0]]]);
  // What a process still answers of it counts.
  expect(book.note(answered("b", 1))).toBe(true);
});

test("in flight is what was asked and not answered, whichever is heard of first", () => {
  const book = new RowBook([task("a", 4)]);
  for (const row of [1, 0]) book.ask("a", row);
  book.note(answered("a", 0));
  book.note(answered("a", 2));
  book.ask("a", 2);
  book.ask("a", 3);
  expect([...book.takeInFlight().values()].map(({ row }) => row)).toEqual([1, 3]);
  expect(book.takeInFlight().size).toBe(0);
});

test("what is open among some rows leaves every other row out", () => {
  const tasks = [task("a", 3), task("b", 2), task("c", 6, 3)];
  const book = new RowBook(tasks);
  book.ask("a", 2);
  book.ask("c", 5);
  const suspects = book.takeInFlight();
  expect(openOf(book.openTasks(tasks, suspects))).toEqual([
    ["a", [1, 1, 0]],
    ["c", [1, 1, 0]],
  ]);
  for (const { dataset, row } of suspects.values()) book.settle(dataset, row, "failed", "");
  expect(book.openTasks(tasks, suspects)).toEqual([]);
  expect(openOf(book.openTasks(tasks))).toEqual([
    ["a", [0, 0, 1]],
    ["b", [0, 0]],
    ["c", [0, 0, 1]],
  ]);
});
