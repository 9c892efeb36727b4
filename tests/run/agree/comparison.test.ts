import { expect, test } from "vitest";
import type { AnsweredRow } from "../../../src/run/agree/answered-row.ts";
import { Comparison } from "../../../src/run/agree/comparison.ts";
import { row } from "./rows.ts";

const options = ["A", "B"];

function scored(a: number, b: number, chosen: string): AnsweredRow {
  const requests = [
    { tokens: [1, 2, 10], logProbs: [-1, a] },
    { tokens: [20], shared: 2, logProbs: [b] },
  ];
  return row(requests, { options, chosen, values: [-a, -b], convention: "ppl", answer: chosen });
}

const written = (generated: number[], answer = "yes") => row([{ tokens: [1, 2, 3], generated }], { answer });

function compare(rows: [dataset: string, row: number, a: AnsweredRow, b: AnsweredRow][], tolerance = 0.01): Comparison {
  const comparison = new Comparison(["one", "two"], tolerance);
  for (const each of rows) comparison.add(...each);
  return comparison;
}

test("the first difference is the first in the order of datasets and rows, in whatever order they come", () => {
  const rows: Parameters<typeof compare>[0] = [
    ["two", 0, written([5]), written([6])],
    ["one", 7, written([5]), written([6])],
    ["one", 3, written([5, 6, 7]), written([5, 8])],
    ["one", 1, written([5]), written([5])],
  ];
  for (const order of [rows, [...rows].reverse()]) {
    expect(compare(order).firstDifference).toEqual({
      dataset: "one",
      row: 3,
      kind: "generated",
      position: 1,
      measure: null,
      a: { option: null, tokens: [6, 7], before: 5, value: null },
      b: { option: null, tokens: [8], before: 5, value: null },
    });
  }
});

test("another option: each side's choice, its value, and the tokens by which the two options part", () => {
  const { firstDifference } = compare([["one", 0, scored(-1, -2, "A"), scored(-2, -1, "B")]]);
  expect(firstDifference).toEqual({
    dataset: "one",
    row: 0,
    kind: "choice",
    position: 2,
    measure: "ppl",
    a: { option: "A", tokens: [10], before: 2, value: 1 },
    b: { option: "B", tokens: [20], before: 2, value: 1 },
  });
});

test("other prompt tokens explain what follows from them, and come before it", () => {
  const a = row([{ tokens: [1, 2, 3, 4], generated: [5] }], { answer: "x" });
  const b = row([{ tokens: [1, 2, 9], generated: [6] }], { answer: "y" });
  expect(compare([["one", 0, a, b]]).firstDifference).toMatchObject({
    kind: "tokens",
    position: 2,
    a: { tokens: [3, 4], before: 2 },
    b: { tokens: [9], before: 2 },
  });
  const shorter = row([{ tokens: [1, 2], generated: [5] }], { answer: "x" });
  expect(compare([["one", 0, a, shorter]]).firstDifference).toMatchObject({ position: 2, b: { tokens: [] } });
});

test("the same tokens read differently are another answer", () => {
  const { firstDifference } = compare([["one", 0, written([5], "yes"), written([5], "no")]]);
  expect(firstDifference).toMatchObject({ kind: "answer", position: null, a: { answer: "yes" }, b: { answer: "no" } });
});

test("a log-probability is a first difference beyond the tolerance, and only where no row differs otherwise", () => {
  const far: Parameters<typeof compare>[0][number] = ["one", 0, scored(-1, -2, "A"), scored(-1, -2.5, "A")];
  expect(compare([far]).firstDifference).toEqual({
    dataset: "one",
    row: 0,
    kind: "logProb",
    position: 2,
    measure: "logProb",
    a: { option: "B", tokens: [20], before: 2, value: -2 },
    b: { option: "B", tokens: [20], before: 2, value: -2.5 },
  });
  expect(compare([far], 0.5).firstDifference).toBeUndefined();
  const choice = compare([far, ["two", 4, scored(-1, -2, "A"), scored(-2, -1, "B")]]);
  expect(choice.firstDifference).toMatchObject({ dataset: "two", row: 4, kind: "choice" });
});

test("the largest distance of log-probabilities is found, the earliest of equal ones, also below the tolerance", () => {
  const rows: Parameters<typeof compare>[0] = [
    ["two", 1, scored(-1, -2, "A"), scored(-1, -4, "A")],
    ["one", 2, scored(-1, -2, "A"), scored(-3, -2, "A")],
    ["one", 1, scored(-1, -2, "A"), scored(-1, -2.5, "A")],
  ];
  for (const order of [rows, [...rows].reverse()])
    expect(compare(order, 5).largestDistance).toMatchObject({
      dataset: "one",
      row: 2,
      position: 2,
      a: { option: "A" },
    });
});

test("a place that all options share is none of theirs", () => {
  const context = (value: number) =>
    row(
      [
        { tokens: [1, 2, 10], logProbs: [value, -1] },
        { tokens: [20], shared: 2, logProbs: [-2] },
      ],
      { options, chosen: "A", answer: "A" },
    );
  const { firstDifference } = compare([["one", 0, context(-1), context(-3)]]);
  expect(firstDifference).toMatchObject({ kind: "logProb", position: 1, a: { option: null, tokens: [2] } });
});

test("rows that agree leave no difference, and their counts add up by dataset", () => {
  const comparison = compare([
    ["one", 0, scored(-1, -2, "A"), scored(-1, -2, "A")],
    ["two", 0, written([5]), written([5])],
    ["two", 1, written([5]), written([5])],
  ]);
  expect(comparison.firstDifference).toBeUndefined();
  expect(comparison.largestDistance).toBeUndefined();
  expect([...comparison.counts.values()].map(({ rows }) => rows)).toEqual([1, 2]);
  expect(comparison.total()).toMatchObject({ rows: 3, choices: { same: 1, of: 1 }, answers: { same: 3, of: 3 } });
});
