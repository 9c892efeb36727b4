import { expect, test } from "vitest";
import { logSoftmax, optionDivergence } from "../../src/core/divergence.ts";

test("options' probabilities are those among themselves: a context that all share does not matter", () => {
  const logs = [Math.log(0.5), Math.log(0.25), Math.log(0.25)];
  const shifted = logSoftmax(logs.map((log) => log - 1000));
  for (const [i, log] of logs.entries()) expect(shifted[i]).toBeCloseTo(log, 10);
});

test("KL of known distributions, which is not symmetric", () => {
  const [p, q] = [
    [0.5, 0.5],
    [0.9, 0.1],
  ].map((shares) => shares.map(Math.log)) as [number[], number[]];
  expect(optionDivergence(p, q)).toBeCloseTo(0.5 * Math.log(0.5 / 0.9) + 0.5 * Math.log(0.5 / 0.1), 12);
  expect(optionDivergence(q, p)).toBeCloseTo(0.9 * Math.log(0.9 / 0.5) + 0.1 * Math.log(0.1 / 0.5), 12);
});

test("the same scores are 0 exactly, scores that differ by a constant nearly", () => {
  const scores = [-210.4, -188.25, -190.125, -205];
  expect(optionDivergence(scores, scores)).toBe(0);
  const shifted = optionDivergence(
    scores,
    scores.map((score) => score - 3.3),
  );
  expect(shifted).toBeGreaterThanOrEqual(0);
  expect(shifted).toBeLessThan(1e-12);
});

test("an option that one side finds all but impossible gives a finite number", () => {
  expect(optionDivergence([0, 0], [0, -2000])).toBeCloseTo(1000 - Math.log(2), 9);
  expect(optionDivergence([0, -2000], [0, 0])).toBeCloseTo(Math.log(2), 9);
});
