import { expect, test } from "vitest";
import type { DatasetConfig } from "../../../src/config/dataset-schema.ts";
import type { JsonValue } from "../../../src/core/json.ts";
import { evaluate } from "../../../src/judge/evaluate/evaluate.ts";
import type { Facts } from "../../../src/report/summary/facts.ts";

type Scoring = DatasetConfig["evaluate"];
const options: Scoring = {
  evaluator: { type: "accuracy" },
  predPostprocessor: { type: "first-option", options: "ABCD" },
};
const letters = ["A", "B", "C", "D"];
const noFacts = { promptTokens: 5, generatedTokens: 1, truncatedTokens: 0, droppedShots: 0 };

async function factsOf(
  answers: (row: number) => [prediction: JsonValue, gold: JsonValue],
  rows: number,
  scoring = options,
) {
  const config: DatasetConfig = {
    abbr: "exam",
    source: { type: "exam", path: "exam" },
    reader: { inputColumns: ["question"], outputColumn: "answer" },
    infer: { retriever: { type: "zero" }, inferencer: { type: "generate" } },
    evaluate: scoring,
  };
  const records = Array.from({ length: rows }, (_, row) => {
    const [prediction, gold] = answers(row);
    return [row, { row, key: "k", prediction: { prediction }, gold, facts: noFacts }] as const;
  });
  const evaluation = await evaluate(config, new Map(records), rows);
  if ("error" in evaluation) throw new Error(evaluation.error);
  return evaluation.facts;
}

const gold = (row: number) => letters[row % 4] as string;
const wrong = (row: number) => letters[(row + 1) % 4] as string;
/** The first answers are right, the others wrong, all letters alike often. */
const firstRight =
  (right: number) =>
  (row: number): [string, string] => [row < right ? gold(row) : wrong(row), gold(row)];
const codes = ({ alarms = [] }: Facts) => alarms.map(({ code }) => code);

test.each([
  [0, ["below_chance"]],
  [8, ["below_chance"]],
  [9, ["at_chance"]],
  [15, ["at_chance"]],
  [22, ["at_chance"]],
  [23, []],
  [60, []],
])("%i right of 60 questions with four options: %j", async (right, expected) => {
  expect(codes(await factsOf(firstRight(right), 60))).toEqual(expected);
});

test("the alarm holds the numbers it is made from, in percent like the score", async () => {
  const { alarms, chance } = await factsOf(firstRight(15), 60);
  expect(chance).toEqual({ expected: 25, low: 15, high: (100 * 22) / 60 });
  expect(alarms).toEqual([
    {
      code: "at_chance",
      message: "25.0, guessing gets 15.0 to 36.7, n = 60",
      numbers: { score: 25, expected: 25, low: 15, high: (100 * 22) / 60, n: 60 },
    },
  ]);
});

test.each([
  [1, 0],
  [1, 1],
  [2, 2],
  [5, 1],
])("of %i questions %i right is neither good nor at chance: they are too few", async (rows, right) => {
  const { alarms } = await factsOf(firstRight(right), rows);
  expect(alarms).toMatchObject([{ code: "too_few_to_tell", numbers: { n: rows } }]);
  expect(alarms?.[0]?.message).toContain("cannot be told from guessing");
});

test("few questions that nobody guesses are no alarm", async () => {
  expect(codes(await factsOf(firstRight(5), 5))).toEqual([]);
});

test("a declared chance overrides the options", async () => {
  expect(codes(await factsOf(firstRight(15), 60, { ...options, chance: 0.05 }))).toEqual([]);
  expect(codes(await factsOf(firstRight(30), 60, { ...options, chance: 0.5 }))).toEqual(["at_chance"]);
});

test("free text has no level of guessing", async () => {
  const facts = await factsOf((row) => [`${row}`, `${row + 1}`], 60, { evaluator: { type: "accuracy" } });
  expect(facts).not.toHaveProperty("chance");
  expect(facts.alarms).toEqual([]);
});

test.each([
  [54, []],
  [55, ["same_answer"]],
])("one answer in %i of 60 rows: %j", async (same, expected) => {
  const free: Scoring = { evaluator: { type: "accuracy" } };
  const facts = await factsOf((row) => [row < same ? "42" : `${row}`, `${row % 7}`], 60, free);
  expect(codes(facts)).toEqual(expected);
});

test("one answer to nearly every question is right where the references are as uniform", async () => {
  const facts = await factsOf(() => ["no", "no"], 60, { evaluator: { type: "accuracy" } });
  expect(facts.alarms).toEqual([]);
});

test("a few rows may agree", async () => {
  const free: Scoring = { evaluator: { type: "accuracy" } };
  expect(codes(await factsOf((row) => ["42", `${row}`], 9, free))).toEqual([]);
  expect(codes(await factsOf((row) => ["42", `${row}`], 10, free))).toEqual(["same_answer"]);
});

test("a repeated text without an option in it is the same answer, different ones are not", async () => {
  expect(codes(await factsOf((row) => ["嗯", gold(row)], 60))).toEqual([
    "below_chance",
    "same_answer",
    "few_extracted",
  ]);
  expect(codes(await factsOf((row) => [`嗯${row}`, gold(row)], 60))).toEqual(["below_chance", "few_extracted"]);
});

test.each([
  [12, []],
  [13, ["empty_answers"]],
])("%i empty answers of 60: %j", async (empty, expected) => {
  const facts = await factsOf((row) => [row < empty ? " \n" : gold(row), gold(row)], 60);
  expect(codes(facts)).toEqual(expected);
});

test.each([
  [12, []],
  [13, ["few_extracted"]],
])("nothing extracted from %i of 60 answers: %j", async (without, expected) => {
  const facts = await factsOf((row) => [row < without ? `hm ${row}` : gold(row), gold(row)], 60);
  expect(codes(facts)).toEqual(expected);
});

test("only empty answers are one alarm beside the chance level, not three", async () => {
  expect(codes(await factsOf((row) => ["", gold(row)], 60))).toEqual(["below_chance", "empty_answers"]);
});
