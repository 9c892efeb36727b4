import { expect, test } from "vitest";
import { failedRecord } from "../../../src/run/infer-tasks.ts";
import type { Task, WorkerMessage } from "../../../src/run/messages.ts";
import type { SentJob } from "../../../src/run/supervisor/host-messages.ts";
import { RowLedger } from "../../../src/run/supervisor/row-ledger.ts";
import { invocationOf } from "../invocation.ts";

const task = (dataset: string, rows: number): Task => ({ dataset, from: 0, to: rows, done: new Map() });

function jobOf(...tasks: Task[]): SentJob {
  return { invocation: invocationOf("/here"), model: "m", tasks, contextSize: 8, parallelSequences: 1, threads: 1 };
}

const answered = (dataset: string, row: number): WorkerMessage => ({
  type: "row",
  dataset,
  record: failedRecord({ row, gold: null, failed: "" }),
});

const taskFailed = (dataset: string): WorkerMessage => ({
  type: "task-failed",
  dataset,
  reason: "",
  hint: undefined,
  stack: undefined,
});

const openRows = (jobs: readonly SentJob[]) =>
  jobs.map(({ tasks }) => tasks.map(({ dataset, settled }) => [dataset, [...(settled ?? [])]]));

test("a row is news once; rows answered or reused are passed over by the next process", () => {
  const ledger = new RowLedger([jobOf(task("a", 3)), jobOf(task("b", 2))]);
  expect(ledger.take(answered("a", 1))).toBe(true);
  expect(ledger.take({ type: "reused", dataset: "a", row: 1 })).toBe(false);
  expect(ledger.take({ type: "reused", dataset: "b", row: 0 })).toBe(true);
  expect(openRows(ledger.remaining())).toEqual([[["a", [0, 1, 0]]], [["b", [1, 0]]]]);
});

test("rows that a task says are settled are never asked", () => {
  const ledger = new RowLedger([jobOf({ ...task("a", 3), settled: Uint8Array.from([1, 0, 1]) })]);
  expect(openRows(ledger.remaining())).toEqual([[["a", [1, 0, 1]]]]);
  expect(ledger.take(answered("a", 0))).toBe(false);
  expect(ledger.take(answered("a", 1))).toBe(true);
  expect(ledger.remaining()).toEqual([]);
  const parts = [
    { ...task("a", 2), settled: Uint8Array.from([0, 1]) },
    { ...task("a", 4), from: 2, settled: Uint8Array.from([1, 1, 1, 0]) },
  ];
  expect(openRows(new RowLedger([jobOf(...parts)]).remaining())).toEqual([
    [
      ["a", [0, 1, 1, 0]],
      ["a", [0, 1, 1, 0]],
    ],
  ]);
});

test("a job with nothing left is not started again, nor is a task that failed", () => {
  const ledger = new RowLedger([jobOf(task("a", 1), task("b", 2)), jobOf(task("c", 1))]);
  ledger.take(answered("a", 0));
  ledger.take(answered("c", 0));
  expect(ledger.take(taskFailed("b"))).toBe(true);
  expect(ledger.take(taskFailed("b"))).toBe(false);
  expect(ledger.remaining()).toEqual([]);
});

test("in flight is what was asked and not answered, whichever is heard of first", () => {
  const ledger = new RowLedger([jobOf(task("a", 4))]);
  ledger.ask("a", 0);
  ledger.ask("a", 1);
  ledger.take(answered("a", 0));
  ledger.take(answered("a", 2));
  ledger.ask("a", 2);
  expect([...ledger.takeInFlight().values()]).toEqual([{ dataset: "a", row: 1 }]);
  expect(ledger.takeInFlight().size).toBe(0);
});

test("asking rows alone is one job of all workers' tasks that passes over every other row", () => {
  const ledger = new RowLedger([jobOf(task("a", 3), task("b", 2)), jobOf(task("c", 2))]);
  const suspects = [
    { dataset: "a", row: 2 },
    { dataset: "c", row: 0 },
  ];
  const job = ledger.alone(suspects);
  expect(job?.isRowByRow).toBe(true);
  expect(openRows([job as SentJob])).toEqual([
    [
      ["a", [1, 1, 0]],
      ["c", [0, 1]],
    ],
  ]);
  for (const { dataset, row } of suspects) ledger.settle(dataset, row);
  expect(ledger.alone(suspects)).toBeUndefined();
});
