import { expect, test } from "vitest";
import { transformScore } from "../../../src/report/summary/transform.ts";

test.each([
  ["x", 7, 7],
  ["100 - x", 30, 70],
  ["x * 2 + 1", 3, 7],
  ["1 - 2 - x", 3, -4],
  ["8 / 2 / x", 2, 2],
  ["((2 - x) / 2) * 100", 0.5, 75],
  ["max((1.2 - x) / 1.2, 0) * 100", 3, 0],
  ["min(100, max(0, x))", 250, 100],
  ["-x * -2", 3, 6],
  ["2 - -x", 3, 5],
  ["abs(x) + .5 + 1e2", -3, 103.5],
])("%s of x = %d is %d", (expression, x, expected) => {
  expect(transformScore(expression, x)).toBe(expected);
});

test.each([
  ["", "it ends too early"],
  ["x +", "it ends too early"],
  ["(x", "it ends too early"],
  ["x x", 'unexpected "x"'],
  ["x ** 2", 'unexpected "*"'],
  ["y", 'unexpected "y"'],
  ["constructor(1)", 'unexpected "constructor"'],
  ["process.exit()", 'unexpected "'],
  ["x; 1", 'unexpected "; 1"'],
  ["max()", 'unexpected ")"'],
])('"%s" is refused: %s', (expression, reason) => {
  expect(() => transformScore(expression, 1)).toThrow(reason);
});
