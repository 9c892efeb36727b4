// The small parts of the supervisor: the pipe of asked rows, the watchdog, the words for a death.

import { afterEach, expect, test, vi } from "vitest";
import { describeDeath } from "../../../src/apart/death.ts";
import { OutputTail } from "../../../src/apart/output-tail.ts";
import { askedReader } from "../../../src/ask/supervisor/asked-rows.ts";
import { watchForStandstill } from "../../../src/ask/supervisor/watchdog.ts";
import { WorkerWatch } from "../../../src/ask/supervisor/worker-watch.ts";

afterEach(() => vi.useRealTimers());

test("asked rows are read from chunks that end anywhere; a line that was cut off is not taken for a row", () => {
  const rows: [string, number][] = [];
  const read = askedReader((dataset, row) => rows.push([dataset, row]));
  for (const chunk of ['["常识",1', '2]\n["b', '",0]\n', '["b",1']) read(chunk);
  expect(rows).toEqual([
    ["常识", 12],
    ["b", 0],
  ]);
});

test("the end of an output is kept by lines, however it was cut into chunks", () => {
  const tail = new OutputTail();
  for (let line = 0; line < 100; line++) for (const piece of [`line `, `${line}\n`]) tail.add(piece);
  tail.add("no newline");
  expect(tail.lines.at(0)).toBe("line 81");
  expect(tail.lines.slice(-2)).toEqual(["line 99", "no newline"]);
});

test("of a line that never ends only its end is kept", () => {
  const tail = new OutputTail();
  for (let dots = 0; dots < 1000; dots++) tail.add(".".repeat(1000));
  tail.add("the end\nnext");
  expect(tail.lines.map(({ length }) => length)).toEqual([2000, 4]);
  expect(tail.lines[0]).toMatch(/\.the end$/);
});

test("a standstill is told once, and never while something happens", () => {
  vi.useFakeTimers();
  let told = 0;
  const watchdog = watchForStandstill(0.4, () => {
    told += 1;
  });
  for (let i = 0; i < 20; i++) {
    vi.advanceTimersByTime(40);
    watchdog.step();
  }
  expect([told, watchdog.firedAfterSeconds]).toEqual([0, undefined]);
  vi.advanceTimersByTime(1500);
  watchdog.end();
  expect([told, watchdog.firedAfterSeconds]).toEqual([1, 0.4]);
});

test("a limit longer than a timer can hold is no limit of a moment", () => {
  vi.useFakeTimers();
  let told = 0;
  const watchdog = watchForStandstill(50_000_000, () => {
    told += 1;
  });
  vi.advanceTimersByTime(86_400_000);
  expect(told).toBe(0);
  watchdog.end();
  const short = watchForStandstill(7200, () => {
    told += 1;
  });
  vi.advanceTimersByTime(7_199_000);
  expect(told).toBe(0);
  vi.advanceTimersByTime(120_000);
  expect(told).toBe(1);
  short.end();
});

test("a worker that stands still is told while another goes on, and one that has ended is not", () => {
  vi.useFakeTimers();
  let told = 0;
  const watch = new WorkerWatch(0.4, () => {
    told += 1;
  });
  for (const worker of [0, 1, 2]) watch.workerStep(worker);
  watch.workerEnded(2);
  const goOn = (milliseconds: number, workers: number[]) => {
    for (let i = 0; i < milliseconds / 40; i++) {
      vi.advanceTimersByTime(40);
      watch.step();
      for (const worker of workers) watch.workerStep(worker);
    }
  };
  goOn(800, [0, 1]);
  expect([told, watch.standstill]).toEqual([0, undefined]);
  goOn(1500, [0]);
  watch.end();
  expect([told, watch.standstill]).toEqual([1, { afterSeconds: 0.4, isOneOfSeveral: true }]);
});

test("a single worker that stands still is the process that stands still", () => {
  vi.useFakeTimers();
  const watch = new WorkerWatch(0.2, () => {});
  watch.workerStep(0);
  vi.advanceTimersByTime(800);
  watch.end();
  expect(watch.standstill).toEqual({ afterSeconds: 0.2, isOneOfSeveral: false });
});

test.each([
  [{ code: null, signal: "SIGSEGV" as const }, undefined, "was killed by SIGSEGV (a fault in native code)"],
  [
    { code: null, signal: "SIGKILL" as const },
    undefined,
    "was killed by SIGKILL (the system kills so when memory runs out)",
  ],
  [{ code: null, signal: "SIGHUP" as const }, undefined, "was killed by SIGHUP"],
  [{ code: 7, signal: null }, undefined, "ended with exit code 7"],
  [
    { code: null, signal: "SIGKILL" as const },
    { afterSeconds: 60, isOneOfSeveral: false },
    "made no step for 60 s and was killed",
  ],
  [
    { code: null, signal: "SIGKILL" as const },
    { afterSeconds: 60, isOneOfSeveral: true },
    "had a worker that made no step for 60 s and was killed",
  ],
])("%j, standing still %j: %s", (exit, standstill, words) => {
  expect(describeDeath(exit, standstill)).toBe(words);
});
