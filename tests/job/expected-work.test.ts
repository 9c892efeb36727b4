import { expect, test } from "vitest";
import { expectedWork } from "../../src/job/expected-work.ts";

const dataset = { dataset: "d", generates: false, outputAtMost: 0 };
/** Two prompts of a row: examples that all share, the question, one letter each. */
const prompts = (row: number) => ["A", "B"].map((_, label) => Int32Array.from([1, 2, 3, 4, 100 + row, 50 + label]));

test("what all rows begin with is told apart from what each row adds", () => {
  expect(expectedWork({ ...dataset, rows: 300 }, prompts)).toEqual({
    ...dataset,
    rows: 300,
    sharedTokens: 4,
    rowTokens: 3,
  });
});

test("one row shares with nobody, and no row costs nothing", () => {
  expect(expectedWork({ ...dataset, rows: 1 }, prompts)).toMatchObject({ sharedTokens: 0, rowTokens: 7 });
  expect(expectedWork({ ...dataset, rows: 9 }, () => [Int32Array.of(1, 2)])).toMatchObject({ rowTokens: 1 });
  expect(expectedWork({ ...dataset, rows: 0 }, prompts)).toMatchObject({ sharedTokens: 0, rowTokens: 1 });
});
