import { expect, test } from "vitest";
import type { ObservedOutput } from "../../../src/run/estimate/kind-probe.ts";
import { outputLength } from "../../../src/run/estimate/output-length.ts";

const outputs = (portion: number, allowed: number, lengths: number[]): ObservedOutput[] =>
  lengths.map((tokens) => ({ portion, tokens, allowed, ended: tokens < allowed }));

test("answers that ended are taken by their mean, with twice its standard error", () => {
  const { low, likely, high } = outputLength(outputs(0, 100, [10, 20, 30]), 100);
  expect(likely).toBe(20);
  expect(low).toBeCloseTo(20 - (2 * 10) / Math.sqrt(3), 8);
  expect(high).toBeCloseTo(20 + (2 * 10) / Math.sqrt(3), 8);
});

test("an early portion of cut answers does not count beside one that let them end", () => {
  const seen = [...outputs(0, 16, [16, 16, 16]), ...outputs(1, 500, [100, 100])];
  expect(outputLength(seen, 500)).toEqual({ low: 100, likely: 100, high: 100 });
});

test("answers that were cut may be as long as the run allows", () => {
  const { low, likely, high } = outputLength(outputs(0, 50, [50, 50, 50, 20]), 200);
  expect(likely).toBe(155);
  expect(low).toBeLessThan(50);
  expect(high).toBeGreaterThan(155);
  expect(high).toBeLessThanOrEqual(200);
});

test("where no answer ended, or none was seen, the upper bound is what is likely", () => {
  expect(outputLength(outputs(0, 16, [16, 16]), 512)).toEqual({ low: 16, likely: 512, high: 512 });
  expect(outputLength([], 512)).toEqual({ low: 1, likely: 512, high: 512 });
});
