import { expect, test } from "vitest";
import { mean, standardError, wilsonInterval } from "../../src/core/statistics.ts";

test("mean and standard error of the mean", () => {
  expect(mean([2, 4, 4, 4, 5, 5, 7, 9])).toBe(5);
  // Sample variance 32 / 7.
  expect(standardError([2, 4, 4, 4, 5, 5, 7, 9])).toBeCloseTo(Math.sqrt(32 / 7 / 8), 15);
});

test("of one value there is no standard error", () => {
  expect(standardError([3])).toBeNaN();
  expect(mean([])).toBeNaN();
});

test.each([
  // Newcombe 1998, Statistics in Medicine 17, table I, method 3; the paper prints four digits with z = 1.959964.
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])("Wilson interval of %i of %i is %f to %f", (correct, n, low, high) => {
  const interval = wilsonInterval(correct, n, 1.959964);
  expect(interval.low).toBeCloseTo(low, 4);
  expect(interval.high).toBeCloseTo(high, 4);
});

test("the Wilson interval is exact at both ends and symmetric", () => {
  for (const n of [1, 3, 7, 100, 14_042]) {
    expect(wilsonInterval(0, n).low).toBe(0);
    expect(wilsonInterval(n, n).high).toBe(1);
    expect(wilsonInterval(n, n).low).toBeCloseTo(1 - wilsonInterval(0, n).high, 12);
  }
  expect(wilsonInterval(50, 100).low + wilsonInterval(50, 100).high).toBeCloseTo(1, 12);
});

test("without questions nothing is known; counts that cannot be are refused", () => {
  expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 });
  expect(() => wilsonInterval(3, 2)).toThrow("3 of 2");
  expect(() => wilsonInterval(-1, 2)).toThrow(RangeError);
  expect(() => wilsonInterval(Number.NaN, 2)).toThrow(RangeError);
});
