import { expect, test } from "vitest";
import { RowBook } from "../../src/ask/row-book.ts";
import { TaskProgress } from "../../src/ask/task-progress.ts";
import type { RunEvent } from "../../src/job/events.ts";
import type { PlannedDataset } from "../../src/plan/plan.ts";

function progressOf(rows: Record<string, number>) {
  const clock = { seconds: 0 };
  const events: RunEvent[] = [];
  const config = { infer: { inferencer: { type: "generate" } } };
  const datasets = Object.entries(rows).map(
    ([id, count]) => ({ dataset: { id, config }, rows: count }) as PlannedDataset,
  );
  const book = new RowBook(datasets.map(({ dataset: { id }, rows }) => ({ dataset: id, from: 0, to: rows })));
  const onEvent = (event: RunEvent) => events.push(event);
  const progress = new TaskProgress("m", { datasets, book, onEvent }, () => clock.seconds * 1000);
  let row = 0;
  const settle = (dataset: string, state: "answered" | "reused" | "failed") => {
    while (!book.settle(dataset, row, state)) row = (row + 1) % 1_000_000;
    progress.settle({ dataset, tokens: state === "answered" ? 10 : 0, generated: 0 });
  };
  return { clock, events, progress, settle };
}

test("a task is told when it starts, once, and when its last row is there, with counts and seconds", () => {
  const { clock, events, progress, settle } = progressOf({ a: 3 });
  progress.start("a");
  progress.start("a");
  clock.seconds = 2;
  for (const state of ["answered", "reused", "failed"] as const) settle("a", state);
  progress.end();
  const counts = { rows: 3, answered: 1, reused: 1, failed: 1, tokens: 10, generated: 0, seconds: 2 };
  expect(events).toEqual([
    { type: "task-start", stage: "infer", model: "m", dataset: "a", rows: 3, by: "generate" },
    { type: "task-end", stage: "infer", model: "m", dataset: "a", ...counts },
  ]);
});

test("a million rows in an hour are told of every half minute", () => {
  const rows = 1_000_000;
  const { clock, events, settle } = progressOf({ a: rows });
  for (let row = 0; row < rows; row++) {
    clock.seconds = (3600 * row) / rows;
    settle("a", "answered");
  }
  expect(events.filter(({ type }) => type === "task-progress")).toHaveLength(119);
});

test("tasks that lack rows end with the model; those that never began are not told of", () => {
  const { events, progress, settle } = progressOf({ a: 2, b: 2, never: 2 });
  settle("a", "answered");
  for (const state of ["answered", "answered"] as const) settle("b", state);
  progress.end();
  const ends = events.flatMap((event) => (event.type === "task-end" ? [event] : []));
  expect(ends).toMatchObject([
    { dataset: "b", answered: 2 },
    { dataset: "a", answered: 1, rows: 2 },
  ]);
});
