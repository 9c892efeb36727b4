import { expect, test } from "vitest";
import type { ExpectedWork } from "../../src/job/expected-work.ts";
import { RemainingTimeModel } from "../../src/run/remaining-time.ts";

const scored = (dataset: string, rows: number, rowTokens: number): ExpectedWork => ({
  dataset,
  rows,
  generates: false,
  sharedTokens: 0,
  rowTokens,
  outputAtMost: 0,
});
const written = (dataset: string, rows: number): ExpectedWork => ({
  ...scored(dataset, rows, 20),
  generates: true,
  outputAtMost: 512,
});

/** Settles rows that take some seconds each, on a clock of its own. */
function run(works: ExpectedWork[]) {
  const clock = { seconds: 0 };
  const model = new RemainingTimeModel(works, 0);
  const settle = (dataset: string, count: number, each: number, generated = 0) => {
    for (let i = 0; i < count; i++) {
      clock.seconds += each;
      model.settled({ dataset, state: "answered", generated }, clock.seconds);
    }
  };
  return { model, clock, settle, left: () => model.remaining(clock.seconds) };
}

test("rows of long prompts that are still to come count for what they cost", () => {
  const { settle, left } = run([scored("short", 100, 10), scored("long", 100, 1000)]);
  settle("short", 100, 0.1);
  // 10 s for 1,000 tokens; 100,000 are left. By rows it would be 10 s.
  expect(left()).toEqual({ seconds: expect.closeTo(1000, 6), bound: null });
});

test("nothing is told in the first seconds, nor of a run that is done", () => {
  const { settle, left } = run([scored("d", 100, 10)]);
  expect(left()).toBeNull();
  settle("d", 5, 0.1);
  expect(left()).toBeNull();
  settle("d", 95, 0.1);
  expect(left()).toBeNull();
});

test("before anything was generated only a lower bound is known; then answers are taken to be as long as those seen", () => {
  const { settle, left } = run([scored("s", 10, 100), written("g", 100)]);
  settle("s", 5, 1);
  // 500 tokens to score, and at least 24 for each answer: its prompt, and a token that costs four.
  expect(left()).toEqual({ seconds: expect.closeTo(5 + 24, 6), bound: "least" });
  settle("s", 5, 1);
  settle("g", 10, 2, 30);
  expect(left()).toEqual({ seconds: expect.closeTo(180, 6), bound: null });
});

test("what is done for answers that are not there yet counts: an upper bound before the first one", () => {
  const { model, settle, left, clock } = run([written("g", 8)]);
  model.opened(0, 4);
  // Four answers at a time: their prompts, then a token of each every second. 256 of 8 × (20 + 4 × 512) after ten seconds.
  model.generating({ read: 80, written: 4 }, 1);
  for (clock.seconds = 2; clock.seconds <= 10; clock.seconds++)
    model.generating({ read: 0, written: 4 }, clock.seconds);
  clock.seconds = 10;
  const cost = 80 + 160;
  expect(left()).toEqual({ seconds: expect.closeTo((10 * (8 * 2068 - cost)) / cost, 3), bound: "most" });
  expect(model.share()).toBeCloseTo(cost / (8 * 2068), 6);
  // Four answers of 10 tokens: what was in flight is what they cost.
  settle("g", 4, 0, 10);
  expect(left()).toEqual({ seconds: expect.closeTo(10, 6), bound: null });
});

test("work that was lost, or that rows were not expected to take, does not count as done for the rows that are left", () => {
  const { model, settle, left, clock } = run([written("g", 100)]);
  model.opened(0, 2);
  for (let row = 0; row < 50; row++) {
    model.generating({ read: 1000, written: 0 }, clock.seconds + 1);
    clock.seconds += 1;
    settle("g", 1, 0, 5);
  }
  // At most the prompts of two rows, of 20 tokens each, are in flight; a row costs 20 + 4 × 5.
  expect(left()?.seconds).toBeCloseTo((49 * 50) / 51, 6);
});

test("the last answers do not fill the slots: a step takes as long for few of them", () => {
  const { model, settle, left } = run([written("g", 10)]);
  model.opened(0, 4);
  settle("g", 8, 1, 30);
  expect(left()?.seconds).toBeCloseTo(2 * 2, 6);
});

test("between rows the time runs down, but no further than a row takes", () => {
  const { model, settle, clock } = run([scored("d", 20, 10)]);
  settle("d", 10, 6);
  expect(model.remaining(clock.seconds + 4)?.seconds).toBeCloseTo(56, 6);
  expect(model.remaining(clock.seconds + 60)?.seconds).toBeCloseTo(54, 6);
});

test("the time that is told runs down with small disturbances and grows only with large ones", () => {
  const { settle, left, clock } = run([scored("d", 1000, 10)]);
  settle("d", 100, 1);
  expect(left()?.seconds).toBeCloseTo(900, 6);
  // Half a second more for each row: an end 10 s later, which is not worth a jump.
  settle("d", 20, 1.5);
  expect(left()?.seconds).toBeCloseTo(900 - 30, 6);
  settle("d", 200, 3);
  expect(left()?.seconds).toBeGreaterThan(1000);
  expect(clock.seconds).toBe(730);
});

test("reused rows and the time in which the engine was opened again count for nothing", () => {
  const { model, settle, left, clock } = run([scored("d", 100, 10)]);
  for (let i = 0; i < 50; i++) model.settled({ dataset: "d", state: "reused", generated: 0 }, 0);
  settle("d", 10, 1);
  clock.seconds += 500;
  model.opened(clock.seconds, 1);
  settle("d", 10, 1);
  expect(left()?.seconds).toBeCloseTo(30, 6);
});

test("the share that is done never falls, though longer answers make what is left larger", () => {
  const { model, settle } = run([written("a", 10), written("b", 10)]);
  const shares: number[] = [];
  for (const generated of [2, 2, 2, 2, 2, 200, 200, 200, 200, 200]) {
    settle("a", 1, 1, generated);
    shares.push(model.share());
  }
  settle("b", 10, 1, 5);
  shares.push(model.share());
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  expect(shares.at(-1)).toBe(1);
});
