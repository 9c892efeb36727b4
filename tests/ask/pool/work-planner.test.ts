import { expect, test } from "vitest";
import type { OpenTask, RequestKind, Task } from "../../../src/ask/infer/messages.ts";
import { WorkPlanner } from "../../../src/ask/pool/work-planner.ts";
import { RowBook } from "../../../src/ask/row-book.ts";
import { keyOf, noKeys, setKey } from "../../../src/store/journal/stored-keys.ts";

/** Rows of 1000 tokens: more than the least portion. */
function open(dataset: string, rows: number, given: Partial<OpenTask> = {}): OpenTask {
  const cost = { prefix: 0, row: 1000 };
  return { dataset, from: 0, to: rows, done: noKeys(), kind: "generate", cost, ...given };
}

const planFor = (tasks: OpenTask[], workers: number) => new WorkPlanner(tasks, workers, new RowBook(tasks));

const words = (tasks: readonly Task[]) => tasks.map(({ dataset, from, to }) => `${dataset} ${from}-${to}`);

/** Deals in turn until nothing is left. @returns Rows by worker. */
function dealAll(planner: WorkPlanner, kind: RequestKind, workers: number): string[][] {
  const dealt = Array.from({ length: workers }, () => [] as string[]);
  for (let isOver = false; !isOver; ) {
    isOver = true;
    for (const [worker, rows] of dealt.entries()) {
      for (const { dataset, from, to } of planner.next(worker, kind)) {
        isOver = false;
        for (let row = from; row < to; row++) rows.push(`${dataset} ${row}`);
      }
    }
  }
  return dealt;
}

test("one worker is dealt everything at once, in the order of the config, scored and generated apart", () => {
  const planner = planFor([open("a", 3), open("b", 300), open("c", 5, { kind: "score" })], 1);
  expect(words(planner.next(0, "score"))).toEqual(["c 0-5"]);
  expect(words(planner.next(0, "score"))).toEqual([]);
  expect(words(planner.next(0, "generate"))).toEqual(["a 0-3", "b 0-300"]);
  expect(planner.next(0, "generate")).toEqual([]);
  expect(planner.open).toEqual([]);
});

test("every row is dealt once, however many workers ask", () => {
  for (const workers of [2, 3, 7]) {
    const tasks = [open("a", 50), open("b", 3), open("c", 1), open("d", 200, { from: 20 })];
    const dealt = dealAll(planFor(tasks, workers), "generate", workers).flat();
    expect(new Set(dealt).size).toBe(dealt.length);
    expect(dealt).toHaveLength(50 + 3 + 1 + 180);
  }
});

test("workers begin with datasets of their own, the largest first", () => {
  const planner = planFor([open("small", 8), open("large", 80), open("middle", 40)], 2);
  expect(words(planner.next(0, "generate"))).toEqual(["large 0-16"]);
  expect(words(planner.next(1, "generate"))).toEqual(["middle 0-14"]);
  expect(words(planner.next(0, "generate"))).toEqual(["large 16-29"]);
});

test("small datasets are dealt together: the batch is not drained between them", () => {
  const tasks = Array.from({ length: 40 }, (_, i) => open(`subject ${i}`, 2));
  expect(planFor(tasks, 2).next(0, "generate")).toHaveLength(5);
});

test("portions become smaller to the end", () => {
  const planner = planFor([open("a", 100)], 2);
  const sizes: number[] = [];
  for (let [task] = planner.next(0, "generate"); task !== undefined; [task] = planner.next(0, "generate"))
    sizes.push(task.to - task.from);
  expect([sizes[0], sizes.at(-1)]).toEqual([13, 1]);
  expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
});

test.each([
  ["equally fast", [1, 1, 1]],
  ["one three times as slow", [1, 3, 1]],
])("workers end together, %s", (_, secondsPerRow) => {
  const planner = planFor([open("a", 400), open("b", 10), open("c", 30)], 3);
  const workers = secondsPerRow.map((seconds, worker) => ({ worker, seconds, busyUntil: 0 }));
  const ended: number[] = [];
  while (workers.length > 0) {
    // Who is ready first asks first.
    const next = workers.sort((a, b) => a.busyUntil - b.busyUntil)[0] as (typeof workers)[number];
    const rows = planner.next(next.worker, "generate").reduce((sum, { from, to }) => sum + to - from, 0);
    next.busyUntil += rows * next.seconds;
    if (rows === 0) ended.push((workers.shift() as typeof next).busyUntil);
  }
  expect(Math.max(...ended) - Math.min(...ended)).toBeLessThanOrEqual(4);
});

test("a worker without a dataset takes the back half of the largest stretch, less what the prefix costs", () => {
  const planner = planFor([open("a", 100, { cost: { prefix: 8000, row: 1000 } })], 2);
  expect(words(planner.next(0, "generate"))).toEqual(["a 0-13"]);
  // 87 rows are left: 79 are worth dividing.
  expect(planner.next(1, "generate")[0]?.from).toBe(100 - 40);
});

test("nothing is taken where computing the prefix again costs more than what is left", () => {
  const planner = planFor([open("a", 10, { cost: { prefix: 50_000, row: 1000 } })], 2);
  expect(words(planner.next(0, "generate"))).toEqual(["a 0-2"]);
  expect(planner.next(1, "generate")).toEqual([]);
  expect(dealAll(planner, "generate", 1)[0]).toHaveLength(8);
});

test("who has nothing to score goes on to generate", () => {
  const planner = planFor([open("s", 1, { kind: "score" }), open("g", 4)], 2);
  expect(words(planner.next(0, "score"))).toEqual(["s 0-1"]);
  expect(planner.next(1, "score")).toEqual([]);
  expect(planner.next(1, "generate")).toHaveLength(1);
});

test("settled rows cost nothing and stay marked, counted from the first row of each portion", () => {
  const settled = Uint8Array.from({ length: 40 }, (_, i) => (i < 20 || i % 2 === 0 ? 1 : 0));
  const planner = planFor([open("a", 40, { settled })], 2);
  const [first] = planner.next(0, "generate");
  expect([first?.from, first?.to]).toEqual([0, 25]);
  expect([...(first?.settled ?? [])]).toEqual([...settled.slice(0, 25)]);
  const [second] = planner.next(0, "generate");
  expect([...(second?.settled ?? [])]).toEqual([...settled.slice(25, second?.to)]);
});

test("stored answers travel with their rows only", () => {
  const done = noKeys();
  for (let row = 0; row < 30; row++) setKey(done, row, `key ${row}`);
  const planner = planFor([open("a", 60, { done })], 2);
  const [first] = planner.next(0, "generate");
  expect(first?.done.size).toBe(30);
  expect(first && keyOf(first.done, 29)).toBe("key 29");
  const [second] = planner.next(0, "generate");
  expect(second?.done.size).toBe(0);
});

test("a worker that leaves names the datasets of rows it did not answer, and others get what it was not dealt", () => {
  const tasks = [open("a", 20), open("b", 16)];
  const book = new RowBook(tasks);
  const planner = new WorkPlanner(tasks, 2, book);
  expect(words(planner.next(0, "generate"))).toEqual(["a 0-5"]);
  for (let row = 0; row < 5; row++) book.settle("a", row, "answered");
  expect(words(planner.next(0, "generate"))).toEqual(["a 5-9"]);
  book.settle("a", 8, "failed", "");
  expect(planner.leave(0)).toEqual(["a"]);
  expect(planner.open).toEqual(["b", "a"]);
  expect(new Set(dealAll(planner, "generate", 2)[1])).toContain("a 19");
});

test("a worker that answered everything leaves nothing, and a dataset that is given up is dealt to nobody", () => {
  const tasks = [open("a", 1), open("b", 1), open("c", 40)];
  const book = new RowBook(tasks);
  const planner = new WorkPlanner(tasks, 2, book);
  expect(words(planner.next(0, "generate"))).toEqual(["c 0-6"]);
  book.giveUp("c");
  expect(words(planner.next(0, "generate"))).toEqual(["a 0-1"]);
  book.settle("a", 0, "answered");
  book.giveUp("b");
  expect(planner.leave(0)).toEqual([]);
  expect(planner.next(1, "generate")).toEqual([]);
  expect(planner.open).toEqual([]);
});
