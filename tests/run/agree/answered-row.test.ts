import { expect, test } from "vitest";
import type { JsonObject } from "../../../src/core/json.ts";
import type { RowRecord } from "../../../src/core/record.ts";
import type { Score } from "../../../src/core/score.ts";
import type { ScoredRow } from "../../../src/judge/evaluate/score-row.ts";
import { answeredRow } from "../../../src/run/agree/answered-row.ts";
import { row } from "./rows.ts";

const facts = { promptTokens: 1, generatedTokens: 0, truncatedTokens: 0, droppedShots: 0 };
const record = (prediction: JsonObject, more: Partial<RowRecord> = {}): RowRecord => ({
  row: 0,
  key: "",
  prediction,
  gold: "A",
  facts,
  ...more,
});

const scored = (value: number, answer = "extracted"): ScoredRow => {
  const score: Score = { kind: "scored", value, answer, reference: "A" };
  return { score, extraction: undefined, raw: answer, answer, reference: "A", detail: {} };
};

const { trace: textTrace } = row([{ tokens: [1], generated: [2] }]);
const { trace: scoreTrace } = row([{ tokens: [1, 2], logProbs: [-1] }]);

test("a row of labels answers with the label that its own convention picks", () => {
  const scores: RowRecord["scores"] = {
    labels: ["A", "B"],
    llFrom: null,
    convention: "ll.sum",
    values: { ppl: [1, 2], "ll.sum": [-8, -7] },
    predictions: { ppl: "A", "ll.sum": "B" },
    missing: {},
  };
  expect(answeredRow(record({ prediction: "B" }, { scores }), scoreTrace, scored(0))).toEqual({
    trace: scoreTrace,
    options: ["A", "B"],
    chosen: "B",
    values: [-8, -7],
    convention: "ll.sum",
    answer: "B",
    isRight: false,
  });
});

test("a row of CLP chooses by its probabilities", () => {
  const prediction = { choices: ["yes", "no"], prediction: [0.25, 0.75], pred_label: 1 };
  expect(answeredRow(record(prediction), scoreTrace, scored(1))).toMatchObject({
    options: ["yes", "no"],
    chosen: "no",
    values: [0.25, 0.75],
    convention: "clp",
    answer: "no",
    isRight: true,
  });
});

test("a generated row answers with what was extracted, and has no options", () => {
  expect(answeredRow(record({ prediction: "so it is 4" }), textTrace, scored(1, "4"))).toMatchObject({
    options: [],
    chosen: null,
    answer: "4",
    isRight: true,
  });
});

test("a text's perplexity is no answer, and neither right nor wrong", () => {
  const measured = answeredRow(record({ ppl: 2.5 }), scoreTrace, scored(2.5));
  expect(measured).not.toHaveProperty("answer");
  expect(measured).toMatchObject({ options: [], isRight: null });
});

test("partial credit and rows that cannot be judged are neither right nor wrong", () => {
  expect(answeredRow(record({ prediction: "x" }), textTrace, scored(0.5)).isRight).toBeNull();
  const unscored = { ...scored(1), score: { kind: "unscored", reason: "no reference" } as const };
  expect(answeredRow(record({ prediction: "x" }), textTrace, unscored).isRight).toBeNull();
});
