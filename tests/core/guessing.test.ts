import { expect, test } from "vitest";
import { canTellFromGuessing, distributionOfRight, guessingRange } from "../../src/core/guessing.ts";

const rows = (n: number, rate: number) => Array.from({ length: n }, () => rate);

test("the distribution of right answers is that of trying every combination of rows", () => {
  const rates = [1 / 2, 1 / 3, 1 / 4, 1 / 4, 1 / 10, 1 / 5];
  const expected = new Float64Array(rates.length + 1);
  for (let outcome = 0; outcome < 2 ** rates.length; outcome++) {
    const isRight = rates.map((_, i) => ((outcome >> i) & 1) === 1);
    const probability = rates.reduce((product, rate, i) => product * (isRight[i] ? rate : 1 - rate), 1);
    const count = isRight.filter(Boolean).length;
    expected[count] = (expected[count] as number) + probability;
  }
  for (const [right, probability] of distributionOfRight(rates).entries())
    expect(probability, `${right} right`).toBeCloseTo(expected[right] as number, 14);
});

test.each([
  // Binomial quantiles: P(X < low) and P(X > high) are each at most 2.5 %, and the next count would be more.
  [1, 0.25, 0, 1],
  [2, 0.25, 0, 2],
  [3, 0.25, 0, 2],
  [10, 0.5, 2, 8],
  [20, 0.5, 6, 14],
  [100, 0.5, 40, 60],
])("guessing %i questions at %d gets %i to %i right", (n, rate, low, high) => {
  expect(guessingRange(rows(n, rate))).toEqual({ low, high });
});

test("both ends of the range leave out at most 2.5 %, and one count more would leave out more", () => {
  for (const rates of [
    rows(60, 1 / 4),
    rows(100, 1 / 3),
    [...rows(30, 1 / 2), ...rows(40, 1 / 10)],
    rows(1319, 1 / 5),
  ]) {
    const { low, high } = guessingRange(rates);
    const probabilities = [...distributionOfRight(rates)];
    const sum = (part: number[]) => part.reduce((total, probability) => total + probability, 0);
    expect(sum(probabilities.slice(0, low))).toBeLessThanOrEqual(0.025);
    expect(sum(probabilities.slice(0, low + 1))).toBeGreaterThan(0.025);
    expect(sum(probabilities.slice(high + 1))).toBeLessThanOrEqual(0.025);
    expect(sum(probabilities.slice(high))).toBeGreaterThan(0.025);
  }
});

test("rows with different numbers of options are not rows with the average number", () => {
  // Half the rows are certain to be right, half are hopeless: there is nothing to vary.
  expect(guessingRange([...rows(50, 1), ...rows(50, 0)])).toEqual({ low: 50, high: 50 });
  const mixed = guessingRange([...rows(50, 0.05), ...rows(50, 0.95)]);
  const even = guessingRange(rows(100, 0.5));
  expect(mixed.low).toBeGreaterThan(even.low);
  expect(mixed.high).toBeLessThan(even.high);
});

test("no rows, and rates at the ends", () => {
  expect(guessingRange([])).toEqual({ low: 0, high: 0 });
  expect(guessingRange([0])).toEqual({ low: 0, high: 0 });
  expect(guessingRange([1])).toEqual({ low: 1, high: 1 });
  expect(() => guessingRange([Number.NaN])).toThrow(RangeError);
  expect(() => guessingRange([1.1])).toThrow(RangeError);
});

test("a long dataset is computed at once and sums to one", () => {
  const probabilities = distributionOfRight(rows(40_000, 0.25));
  expect(probabilities.reduce((sum, probability) => sum + probability, 0)).toBeCloseTo(1, 12);
  const { low, high } = guessingRange(rows(40_000, 0.25));
  // 1.96 standard deviations of 86.6.
  expect(Math.abs(low - 9830)).toBeLessThanOrEqual(1);
  expect(Math.abs(high - 10_170)).toBeLessThanOrEqual(1);
});

test.each([
  [1, 0.25, false],
  [5, 0.25, false],
  [20, 0.25, true],
  [20, 0.5, false],
  [40, 0.5, true],
])("%i questions guessed at %d: enough to tell a model that knows half: %s", (n, rate, isEnough) => {
  expect(canTellFromGuessing(rows(n, rate))).toBe(isEnough);
});
