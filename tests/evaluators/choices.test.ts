import { expect, test } from "vitest";
import { evaluate, load, metricsOf, type Pair, scoreOf } from "./load.ts";

const twoOfThree: Pair[] = [
  ["A", "A"],
  ["B", "B"],
  ["C", "D"],
];

test.each([
  ["accuracy", { accuracy: 66.66666666666666 }],
  ["accuracy-details", { accuracy: 66.66666666666666 }],
  ["bbh-mcq", { score: 66.66666666666666 }],
  ["agieval-mcq", { score: 66.66666666666666 }],
  ["gsm8k", { accuracy: 66.66666666666667 }],
  ["math", { accuracy: 66.66666666666667 }],
])("%s of two right in three is %j to the last digit", async (name, metrics) => {
  expect(await evaluate(name, twoOfThree)).toStrictEqual(metrics);
});

test("accuracy leaves unscored samples out of both numerator and denominator", async () => {
  const evaluator = await load("accuracy");
  const right = evaluator.score({ prediction: "A", reference: "A" });
  const wrong = evaluator.score({ prediction: "B", reference: "A" });
  expect(metricsOf(evaluator, [right, { kind: "unscored", reason: "no answer" }, wrong])).toEqual({ accuracy: 50 });
});

test("an answer that could not be extracted is wrong, not unscored", async () => {
  expect(await evaluate("accuracy", [["", "A"]])).toEqual({ accuracy: 0 });
  expect(await evaluate("gsm8k", [["NULL", "5"]])).toEqual({ accuracy: 0 });
});

test.each<[string, Pair, number]>([
  ["accuracy", [1, "1"], 1],
  ["accuracy", [true, "True"], 1],
  ["accuracy", ["Ａ", "A"], 0],
  ["accuracy-details", [1, "1"], 0],
  ["accuracy-details", [true, 1], 1],
  [
    "agieval-mcq",
    [
      ["A", "C"],
      ["A", "C"],
    ],
    1,
  ],
  ["agieval-mcq", [["A"], ["A", "C"]], 0],
])("%s compares %j as %i", async (name, pair, value) => {
  expect(await scoreOf(name, pair)).toBe(value);
});

test("edit-distance-accuracy takes the nearest candidate, the first of equally near ones", async () => {
  const pairs: Pair[] = [
    ["noo", { candidates: ["yes", "no"], label: 1 }],
    ["zz", { candidates: ["aa", "bb"], label: 0 }],
    [
      "second",
      {
        candidates: [
          ["A", "first"],
          ["B", "second one"],
        ],
        label: 1,
      },
    ],
  ];
  expect(await evaluate("edit-distance-accuracy", pairs)).toEqual({ accuracy: 100 });
});

test("mcc is zero when only one class is predicted and 100 when all is right", async () => {
  expect(
    await evaluate("mcc", [
      ["a", "a"],
      ["a", "b"],
    ]),
  ).toEqual({ matthews_correlation: 0 });
  expect(
    await evaluate("mcc", [
      ["a", "a"],
      ["b", "b"],
    ]),
  ).toEqual({ matthews_correlation: 100 });
});

const row = { A: "apple pie", B: "banana", C: "cherry", D: null };

test.each([
  ["B", "B"],
  ["The answer is C", "C"],
  ["I like banana", "B"],
  ["banana and cherry", "C"],
  ["bananna", "B"],
  ["", "A"],
])("option-sim reads %j as option %s", async (prediction, option) => {
  const options = { options: ["A", "B", "C", "D"] };
  expect(await scoreOf("option-sim", [prediction, option, row], options)).toBe(1);
});

test("option-sim names the column that a row lacks", async () => {
  const evaluator = await load("option-sim", { options: ["A", "B"] });
  expect(() => evaluator.score({ prediction: "A", reference: "A", row: { A: "x" } })).toThrow(/no text in column "B"/);
});

test("circular counts a question as perfect when all its rotations are right", async () => {
  const pairs: Pair[] = [
    ["A", "0--A--ABCD"],
    ["D", "0--D--BCDA"],
    ["C", "0--C--CDAB"],
    ["B", "0--B--DABC"],
    ["C", "1--C--ABCD"],
    ["A", "1--B--BCDA"],
    ["X", "1--A--CDAB"],
    ["D", "1--D--DABC"],
  ];
  expect(await evaluate("circular", pairs)).toMatchObject({
    acc_4: 75,
    acc_1: 100,
    more_4_2: 100,
    more_4_3: 50,
    perf_4: 50,
    vote_4: 100,
    "prior_-": 12.5,
  });
});

test("circular says which question lacks its unrotated row", async () => {
  await expect(evaluate("circular", [["A", "7--A--BCDA"]])).rejects.toThrow(
    /question 7 was not asked in the order ABCD/,
  );
});

test("auc-roc counts ties half and needs both classes", async () => {
  const pairs: Pair[] = [
    [[0.5, 0.5], 1],
    [[0.5, 0.5], 0],
    [[0.2, 0.8], 1],
  ];
  expect(await evaluate("auc-roc", pairs)).toEqual({ auc_score: 75, accuracy: 66.66666666666666 });
  await expect(evaluate("auc-roc", [[[0.1, 0.9], 1]])).rejects.toThrow(/all references are of one class/);
});

test("average-ppl is the mean of the predictions", async () => {
  expect(
    await evaluate("average-ppl", [
      [1.5, null],
      [2.5, null],
    ]),
  ).toEqual({ average_ppl: 2 });
});
