import { expect, test } from "vitest";
import { mcnemar } from "../../src/core/mcnemar.ts";

// p of the exact test: twice the smaller tail of Binomial(n, 1/2), at most 1.
test.each([
  [0, 0, 1],
  [1, 0, 1],
  [5, 5, 1],
  [0, 5, 2 / 32],
  [5, 0, 2 / 32],
  [1, 9, (2 * (1 + 10)) / 1024],
  [2, 8, (2 * (1 + 10 + 45)) / 1024],
])("%d only in a, %d only in b: p = %f", (onlyInA, onlyInB, p) => {
  expect(mcnemar(onlyInA, onlyInB)).toBeCloseTo(p, 12);
});
