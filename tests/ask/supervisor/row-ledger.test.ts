import { expect, test } from "vitest";
import { failedRecord } from "../../../src/ask/infer/infer-tasks.ts";
import type { OpenTask, WorkerMessage } from "../../../src/ask/infer/messages.ts";
import type { SentJob } from "../../../src/ask/supervisor/host-messages.ts";
import { RowLedger } from "../../../src/ask/supervisor/row-ledger.ts";
import { noKeys } from "../../../src/store/journal/stored-keys.ts";
import { invocationOf } from "../../run/invocation.ts";

const task = (dataset: string, to: number, from = 0): OpenTask => ({
  dataset,
  from,
  to,
  done: noKeys(),
  kind: "generate",
  cost: { prefix: 0, row: 1 },
});

function jobOf(...tasks: OpenTask[]): SentJob {
  const workers = {
    most: 1,
    perGpu: 1,
    engine: "e",
    device: { backend: "cpu" as const, index: null },
    sharedBytes: 0,
    areThreadsChosen: false,
    keepThreads: false,
  };
  const sizes = { contextSize: 8, parallelSequences: 1, threads: 1 };
  return { invocation: invocationOf("/here"), model: "m", tasks, workers, ...sizes };
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

const openRows = (job: SentJob | undefined) =>
  job?.tasks.map(({ dataset, settled }) => [dataset, [...(settled ?? [])]]);

test("a row is news once; rows answered or reused are passed over by the next process", () => {
  const ledger = new RowLedger(jobOf(task("a", 3), task("b", 2)));
  expect(ledger.take(answered("a", 1))).toBe(true);
  expect(ledger.take({ type: "reused", dataset: "a", row: 1 })).toBe(false);
  expect(ledger.take({ type: "reused", dataset: "b", row: 0 })).toBe(true);
  expect(openRows(ledger.remaining())).toEqual([
    ["a", [0, 1, 0]],
    ["b", [1, 0]],
  ]);
});

test("rows that a task says are settled are never asked", () => {
  const ledger = new RowLedger(jobOf({ ...task("a", 3), settled: Uint8Array.from([1, 0, 1]) }));
  expect(openRows(ledger.remaining())).toEqual([["a", [1, 0, 1]]]);
  expect(ledger.take(answered("a", 0))).toBe(false);
  expect(ledger.take(answered("a", 1))).toBe(true);
  expect(ledger.remaining()).toBeUndefined();
  const parts = [
    { ...task("a", 2), settled: Uint8Array.from([0, 1]) },
    { ...task("a", 4, 2), settled: Uint8Array.from([1, 0]) },
  ];
  expect(openRows(new RowLedger(jobOf(...parts)).remaining())).toEqual([
    ["a", [0, 1]],
    ["a", [1, 0]],
  ]);
});

test("a task with nothing left is not asked again, nor is one that failed", () => {
  const ledger = new RowLedger(jobOf(task("a", 1), task("b", 2), task("c", 1)));
  ledger.take(answered("a", 0));
  ledger.take(answered("c", 0));
  expect(ledger.take(taskFailed("b"))).toBe(true);
  expect(ledger.take(taskFailed("b"))).toBe(false);
  expect(ledger.remaining()).toBeUndefined();
});

test("in flight is what was asked and not answered, whichever is heard of first", () => {
  const ledger = new RowLedger(jobOf(task("a", 4)));
  ledger.ask("a", 0);
  ledger.ask("a", 1);
  ledger.take(answered("a", 0));
  ledger.take(answered("a", 2));
  ledger.ask("a", 2);
  expect([...ledger.takeInFlight().values()]).toEqual([{ dataset: "a", row: 1 }]);
  expect(ledger.takeInFlight().size).toBe(0);
});

test("asking rows alone passes over every other row", () => {
  const ledger = new RowLedger(jobOf(task("a", 3), task("b", 2), task("c", 2)));
  const suspects = [
    { dataset: "a", row: 2 },
    { dataset: "c", row: 0 },
  ];
  const job = ledger.alone(suspects);
  expect(job?.isRowByRow).toBe(true);
  expect(openRows(job)).toEqual([
    ["a", [1, 1, 0]],
    ["c", [0, 1]],
  ]);
  for (const { dataset, row } of suspects) ledger.settle(dataset, row);
  expect(ledger.alone(suspects)).toBeUndefined();
});

test("what is settled of a part of a dataset is counted from its first row", () => {
  const ledger = new RowLedger(jobOf(task("a", 6, 3)));
  ledger.take(answered("a", 4));
  expect(openRows(ledger.remaining())).toEqual([["a", [0, 1, 0]]]);
  expect(openRows(ledger.alone([{ dataset: "a", row: 5 }]))).toEqual([["a", [1, 1, 0]]]);
});
