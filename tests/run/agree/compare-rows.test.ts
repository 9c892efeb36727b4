import { expect, test } from "vitest";
import { agreementNumbers } from "../../../src/core/agreement.ts";
import { countRow, pairRows } from "../../../src/run/agree/compare-rows.ts";
import { row } from "./rows.ts";

const compare = (...sides: Parameters<typeof pairRows>) => countRow(pairRows(...sides));

const options = ["A", "B"];
/** Tokens 1 2 3 are the context; option A adds 10, option B adds 20 21. */
const twoOptions = (context: number[], a: number[], b: number[]) => [
  { tokens: [1, 2, 3, 10], logProbs: [...context, ...a] },
  { tokens: [20, 21], shared: 3, logProbs: b },
];

test("what the options of a row share counts once, in tokens and in log-probabilities", () => {
  const a = row(twoOptions([-1, -2], [-3], [-4, -5]), { options, chosen: "A", answer: "A" });
  const b = row(twoOptions([-1.5, -2], [-3], [-4, -7]), { options, chosen: "B", answer: "B" });
  const counts = compare(a, b);
  expect(counts.tokens).toEqual({ same: 6, of: 6 });
  expect(counts.logProbs).toEqual({ count: 5, sum: 2.5, max: 2 });
  expect(counts.choices).toEqual({ same: 0, of: 1 });
  expect(counts.answers).toEqual({ same: 0, of: 1 });
});

test("what only the later options share counts once too", () => {
  const requests = [
    { tokens: [1, 2, 10], logProbs: [-1, -1] },
    { tokens: [20, 21], shared: 2, logProbs: [-1, -1] },
    { tokens: [20, 22], shared: 2, logProbs: [-1, -1] },
  ];
  const counts = compare(row(requests), row(requests));
  expect(counts.tokens.of).toBe(6);
  expect(counts.logProbs.count).toBe(5);
});

test("KL is that of the options' log-likelihoods: sums over the tokens their values are made of", () => {
  const a = row(twoOptions([-1, -2], [Math.log(0.8)], [Math.log(0.2), 0]), { options, chosen: "A" });
  const b = row(twoOptions([-7, -9], [Math.log(0.5)], [Math.log(0.5), 0]), { options, chosen: "A" });
  const expected = 0.8 * Math.log(0.8 / 0.5) + 0.2 * Math.log(0.2 / 0.5);
  expect(compare(a, b).divergence.sum).toBeCloseTo(expected, 6);
});

test("where a value is made of a continuation only, nothing before it counts", () => {
  const requests = (context: number) => [{ tokens: [1, 2, 3, 4], logProbs: [context, context, -1], valuedFrom: 3 }];
  const counts = compare(row(requests(-1)), row(requests(-9)));
  expect(counts.logProbs).toEqual({ count: 1, sum: 0, max: 0 });
});

test("ids are compared place by place, log-probabilities up to the first id that differs", () => {
  const a = row([{ tokens: [1, 2, 3, 4, 5], logProbs: [-1, -1, -1, -1] }]);
  const b = row([{ tokens: [1, 2, 9, 4, 5, 6], logProbs: [-2, -2, -2, -2, -2] }]);
  const counts = compare(a, b);
  expect(counts.tokens).toEqual({ same: 4, of: 6 });
  expect(counts.logProbs).toEqual({ count: 1, sum: 1, max: 1 });
});

test("what the options share on one side only counts: of two tokenizers the shorter common part is left out", () => {
  const a = row([
    { tokens: [1, 2, 3], logProbs: [-1, -1] },
    { tokens: [4], shared: 2, logProbs: [-1] },
  ]);
  const b = row([
    { tokens: [1, 7], logProbs: [-1] },
    { tokens: [8], shared: 1, logProbs: [-1] },
  ]);
  expect(compare(a, b).tokens).toEqual({ same: 1, of: 3 + 2 });
});

test("generated text counts up to its first difference; it has no log-probabilities, and no options", () => {
  const a = row([{ tokens: [1, 2], generated: [5, 6, 7, 8] }], { answer: "4", isRight: true });
  const b = row([{ tokens: [1, 2], generated: [5, 6, 9] }], { answer: "4", isRight: true });
  const counts = compare(a, b);
  expect(counts.generated).toEqual({ same: 2, of: 4 });
  expect(agreementNumbers(counts)).toEqual({
    tokenAgreement: 1,
    meanAbsDiff: null,
    maxAbsDiff: null,
    optionKL: null,
    argmaxAgreement: null,
    answerAgreement: 1,
  });
});

test("answers are compared as values, not as objects", () => {
  const answered = (answer: string[]) => row([{ tokens: [1], generated: [] }], { answer });
  expect(compare(answered(["A", "C"]), answered(["A", "C"])).answers.same).toBe(1);
  expect(compare(answered(["A", "C"]), answered(["C", "A"])).answers.same).toBe(0);
});

test.each([
  [true, true, { rows: 1, rightInA: 1, rightInB: 1, onlyInA: 0, onlyInB: 0 }],
  [true, false, { rows: 1, rightInA: 1, rightInB: 0, onlyInA: 1, onlyInB: 0 }],
  [false, true, { rows: 1, rightInA: 0, rightInB: 1, onlyInA: 0, onlyInB: 1 }],
  [false, false, { rows: 1, rightInA: 0, rightInB: 0, onlyInA: 0, onlyInB: 0 }],
  [null, true, { rows: 0, rightInA: 0, rightInB: 0, onlyInA: 0, onlyInB: 0 }],
])("a is right: %s, b is right: %s", (isRightA, isRightB, judged) => {
  const request = [{ tokens: [1], generated: [2] }];
  expect(compare(row(request, { isRight: isRightA }), row(request, { isRight: isRightB })).judged).toEqual(judged);
});

test("a probability of 0 on both sides is no difference", () => {
  const impossible = row([{ tokens: [1, 2], logProbs: [Number.NEGATIVE_INFINITY] }]);
  expect(compare(impossible, impossible).logProbs).toEqual({ count: 1, sum: 0, max: 0 });
});
