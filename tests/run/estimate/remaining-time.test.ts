import { expect, test } from "vitest";
import type { ExpectedWork } from "../../../src/run/estimate/expected-work.ts";
import { RemainingTimeModel } from "../../../src/run/estimate/remaining-time.ts";

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
  expect(left()).toEqual({ seconds: expect.closeTo(1000, 6), isWhole: true });
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
  expect(left()).toEqual({ seconds: expect.closeTo(5, 6), isWhole: false });
  settle("s", 5, 1);
  settle("g", 10, 2, 30);
  expect(left()).toEqual({ seconds: expect.closeTo(180, 6), isWhole: true });
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
  model.opened(clock.seconds);
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
