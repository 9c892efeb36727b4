import { expect, test } from "vitest";
import { fitRates, type Observation, secondsOf } from "../../src/plan/cost.ts";

const rates = { perToken: 0.001, perUnit: 0.02 };
const observed = (tokens: number, units: number): Observation => ({
  tokens,
  units,
  seconds: secondsOf({ tokens, units }, rates),
});

test("two rates are found where tokens and units vary by themselves", () => {
  const found = fitRates([observed(1000, 5), observed(100, 50), observed(4000, 80)]);
  expect(found.perToken).toBeCloseTo(0.001, 8);
  expect(found.perUnit).toBeCloseTo(0.02, 8);
});

test("where tokens and units grow in step the larger count carries the time", () => {
  const found = fitRates([observed(1000, 10), observed(2000, 20)]);
  expect(found.perUnit).toBe(0);
  expect(secondsOf({ tokens: 3000, units: 30 }, found)).toBeCloseTo(3000 * 0.001 + 30 * 0.02, 6);
});

test("a rate is never negative", () => {
  const found = fitRates([
    { tokens: 100, units: 100, seconds: 1 },
    { tokens: 200, units: 100, seconds: 0.9 },
  ]);
  expect(found.perToken).toBeGreaterThanOrEqual(0);
  expect(found.perUnit).toBeGreaterThanOrEqual(0);
});

test("nothing observed costs nothing", () => {
  expect(fitRates([])).toEqual({ perToken: 0, perUnit: 0 });
});

test("where nothing tells rates apart a unit may be given a cost in tokens", () => {
  const inStep = [1, 3].map((times) => ({ tokens: 100 * times, units: 25 * times, seconds: 2 * times }));
  const { perToken, perUnit } = fitRates(inStep, 4);
  expect(perToken).toBeCloseTo(0.01, 10);
  expect(perUnit).toBeCloseTo(0.04, 10);
  expect(fitRates([], 4)).toEqual({ perToken: 0, perUnit: 0 });
  const apart = [...inStep, { tokens: 100, units: 0, seconds: 1 }];
  expect(fitRates(apart, 4)).toEqual(fitRates(apart));
});
