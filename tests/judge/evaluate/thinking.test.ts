// A reasoning model's answers are judged without their thoughts; what is stored keeps them.

import { expect, test } from "vitest";
import type { DatasetConfig } from "../../../src/config/dataset-schema.ts";
import type { JsonObject, JsonValue } from "../../../src/core/json.ts";
import type { RowRecord } from "../../../src/core/record.ts";
import type { Thinking } from "../../../src/core/thoughts.ts";
import { evaluate } from "../../../src/judge/evaluate/evaluate.ts";

const thinking: Thinking = { tags: ["<think>", "</think>"] };
const facts = { promptTokens: 5, generatedTokens: 1, truncatedTokens: 0, droppedShots: 0 };

function config(scoring: Partial<DatasetConfig["evaluate"]>, inferencer = "generate"): DatasetConfig {
  return {
    abbr: "exam",
    source: { type: "exam", path: "exam" },
    reader: { inputColumns: ["question"], outputColumn: "answer" },
    infer: { retriever: { type: "zero" }, inferencer: { type: inferencer } },
    evaluate: { evaluator: { type: "accuracy" }, ...scoring },
  };
}

const firstCapital = { predPostprocessor: { type: "first-capital" } };

async function judge(config: DatasetConfig, answers: JsonValue[], thinking?: Thinking) {
  const records = new Map<number, RowRecord>();
  for (const [row, prediction] of answers.entries())
    records.set(row, { row, key: "k", prediction: { prediction }, gold: "B", facts });
  const details: JsonObject[] = [];
  const onDetail = (_: number, detail: JsonObject) => details.push(detail);
  const evaluation = await evaluate(config, records, answers.length, { thinking, onDetail });
  if ("error" in evaluation) throw new Error(evaluation.error);
  return { ...evaluation, details };
}

const answers = ["<think>A? No.</think> B", "A? No.</think>B", "<think>B? Or A", "B", "<think>B</think>"];

test("the answer is extracted from what stands outside of thoughts, and both kinds are counted", async () => {
  const { metrics, facts, details } = await judge(config(firstCapital), answers, thinking);
  expect(metrics).toEqual({ accuracy: 60 });
  expect(facts).toMatchObject({ thinking, thoughts: 4, unclosedThoughts: 1, extracted: 3, correct: 3, wrong: 2 });
  expect(details[0]).toMatchObject({ raw: answers[0], pred: "B", answer: "B", thought: "closed", correct: true });
  expect(details[2]).toMatchObject({ pred: "", thought: "unclosed", correct: false, extracted: false });
  expect(details[4]).toMatchObject({ pred: "", thought: "closed", correct: false, extracted: false });
  expect(details[3]).not.toHaveProperty("thought");
});

test("where nothing is extracted, what stands outside of thoughts is the answer", async () => {
  const { metrics, facts } = await judge(config({}), answers, thinking);
  expect(metrics).toEqual({ accuracy: 60 });
  expect(facts).toMatchObject({ thoughts: 4, unclosedThoughts: 1, extracted: 3 });
  expect(facts.alarms?.map(({ code }) => code)).toContain("few_extracted");
});

test("a model without tags is judged by its whole text", async () => {
  const { facts, details } = await judge(config(firstCapital), answers);
  expect(details.map(({ pred }) => pred)).toEqual(["A", "A", "B", "B", "B"]);
  expect(facts).not.toHaveProperty("thoughts");
  expect(details[0]).not.toHaveProperty("thought");
});

test("an answer without its end tag, to a prompt that begins the thought, was cut", async () => {
  const { facts, details } = await judge(config(firstCapital), ["B", "A?</think>B"], { ...thinking, opens: true });
  expect(facts).toMatchObject({ thoughts: 2, unclosedThoughts: 1, correct: 1, wrong: 1 });
  expect(details.map(({ pred }) => pred)).toEqual(["", "B"]);
});

test("what a postprocessor makes of no text is not the answer of a cut thought", async () => {
  const fallback = (text: string) => (text === "" ? "B" : text);
  const scoring = { predPostprocessor: { type: fallback as unknown as string } };
  const { facts, details } = await judge(config(scoring), ["<think>A"], thinking);
  expect(facts).toMatchObject({ correct: 0, wrong: 1 });
  expect(details[0]).toMatchObject({ pred: "", extracted: false });
});

test("votes are taken among answers without thoughts", async () => {
  const texts = ["<think>A</think>B", "<think>A", "<think>C</think>B"];
  const { metrics, facts } = await judge(config({ ...firstCapital, scSize: 3 }, "self-consistency"), [texts], thinking);
  expect(metrics).toEqual({ accuracy: 100 });
  expect(facts).toMatchObject({ thoughts: 1, unclosedThoughts: 1, extracted: 1 });
});

test("labels that a model chose among hold no thoughts", async () => {
  const { facts, details } = await judge(config({}, "perplexity"), ["B"], { ...thinking, opens: true });
  expect(facts).toMatchObject({ correct: 1 });
  expect(facts).not.toHaveProperty("thoughts");
  expect(details).toEqual([{ pred: "B", answer: "B", correct: true }]);
});
