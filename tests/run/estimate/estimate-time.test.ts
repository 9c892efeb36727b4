import { expect, test } from "vitest";
import { estimateTimes, type MeasuredKind } from "../../../src/run/estimate/estimate-time.ts";

const work = (dataset: string, tokens: number, outputs = 0) => ({
  dataset,
  rows: 10,
  tokens,
  units: 0,
  outputs,
  outputAtMost: outputs * 100,
  unasked: 0,
});
const observed = (tokens: number, units: number, seconds: number) => ({ tokens, units, seconds });

test("a kind that was slower than the common rate is estimated by its own pace, one without measurement by the common rate", () => {
  const kind = (dataset: string, seconds: number[]): MeasuredKind => ({
    generates: false,
    works: [work(dataset, 10_000)],
    probe: { rows: seconds.length, outputs: [], observations: seconds.map((each) => observed(1000, 0, each)) },
  });
  const [quick, slow, unseen] = estimateTimes([kind("quick", [1, 1]), kind("slow", [2, 2]), kind("unseen", [])]);
  expect(quick?.time.likely).toBeCloseTo(10, 6);
  expect(slow?.time.likely).toBeCloseTo(20, 6);
  expect(unseen?.measuredRows).toBe(0);
  const { low, likely, high } = unseen?.time ?? { low: 0, likely: 0, high: 0 };
  expect([likely > 10 && likely < 20, low / likely, high / likely]).toEqual([true, 0.5, 1.5]);
});

test("portions that disagree widen the range", () => {
  const [estimate] = estimateTimes([
    {
      generates: false,
      works: [work("d", 1000)],
      probe: { rows: 2, outputs: [], observations: [observed(1000, 0, 1), observed(1000, 0, 3)] },
    },
  ]);
  expect(estimate?.time.low).toBeCloseTo(1, 6);
  expect(estimate?.time.likely).toBeCloseTo(2, 6);
  expect(estimate?.time.high).toBeCloseTo(3, 6);
});

test("reading and writing have rates of their own; answers are as long as those seen", () => {
  const outputs = Array.from({ length: 4 }, () => ({ portion: 2, tokens: 50, allowed: 100, ended: true }));
  const [estimate] = estimateTimes([
    {
      generates: true,
      works: [work("g", 2000, 10)],
      probe: {
        rows: 9,
        outputs,
        observations: [observed(100, 1, 5), observed(1000, 10, 1.1), observed(1000, 200, 3)],
      },
    },
  ]);
  // 0.001 s a prompt token and 0.01 s a written one: 2 s of reading, 10 answers of 50 tokens.
  expect(estimate?.output).toEqual({ low: 50, likely: 50, high: 50 });
  // The first portion, one row in a batch for many, does not count.
  expect(estimate?.time.likely).toBeCloseTo(7, 6);
  expect(estimate?.time.high).toBeCloseTo(7 * 1.15, 6);
});
