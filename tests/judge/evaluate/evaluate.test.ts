import { expect, test } from "vitest";
import type { DatasetConfig } from "../../../src/config/dataset-schema.ts";
import type { JsonObject, JsonValue } from "../../../src/core/json.ts";
import type { RowFacts, RowRecord } from "../../../src/core/record.ts";
import type { Evaluator } from "../../../src/core/score.ts";
import type { PartFactory } from "../../../src/core/spec.ts";
import { type EvaluateOptions, evaluate as judge } from "../../../src/judge/evaluate/evaluate.ts";
import { errorOf } from "../../run/error-of.ts";

const noFacts: RowFacts = { promptTokens: 5, generatedTokens: 1, truncatedTokens: 0, droppedShots: 0 };

function config(scoring: DatasetConfig["evaluate"]): DatasetConfig {
  return {
    abbr: "exam",
    source: { type: "exam", path: "exam" },
    reader: { inputColumns: ["question"], outputColumn: "answer" },
    infer: { retriever: { type: "zero" }, inferencer: { type: "generate" } },
    evaluate: scoring,
  };
}

/** With the details as they stand in the result file. */
async function evaluate(
  config: DatasetConfig,
  stored: ReadonlyMap<number, RowRecord>,
  rows: number,
  options: EvaluateOptions = {},
) {
  const details: JsonObject = {};
  const onDetail = (row: number, detail: JsonObject) => {
    details[row] = detail;
  };
  return { ...(await judge(config, stored, rows, { ...options, onDetail })), details };
}

function records(
  answers: [prediction: JsonValue, gold: JsonValue, facts?: Partial<RowFacts>][],
): Map<number, RowRecord> {
  return new Map(
    answers.map(([prediction, gold, facts], row) => [
      row,
      { row, key: "k", prediction: { prediction }, gold, facts: { ...noFacts, ...facts } },
    ]),
  );
}

const accuracy = { evaluator: { type: "accuracy" } };
const firstCapital = { ...accuracy, predPostprocessor: { type: "first-capital" } };

test("right and wrong answers are counted, each with what was compared", async () => {
  const stored = records([
    ["so: A", "A"],
    ["B", "A"],
    ["D because", "D"],
  ]);
  expect(await evaluate(config(firstCapital), stored, 3)).toEqual({
    metrics: { accuracy: (2 / 3) * 100 },
    facts: {
      n: 3,
      rightShare: "accuracy",
      correct: 2,
      wrong: 1,
      unscored: 0,
      extracted: 3,
      cutByLength: 0,
      truncatedPrompts: 0,
      droppedShots: 0,
      generatedTokens: 3,
      alarms: [],
    },
    details: {
      0: { raw: "so: A", pred: "A", answer: "A", correct: true, rule: "first capital letter" },
      1: { pred: "B", answer: "A", correct: false, rule: "first capital letter" },
      2: { raw: "D because", pred: "D", answer: "D", correct: true, rule: "first capital letter" },
    },
  });
});

test("an answer that could not be extracted is wrong, and counted apart", async () => {
  const { facts, metrics, details } = scored(
    await evaluate(
      config(firstCapital),
      records([
        ["no idea", "A"],
        ["A", "A"],
      ]),
      2,
    ),
  );
  expect(metrics).toEqual({ accuracy: 50 });
  expect(facts).toMatchObject({ n: 2, extracted: 1, correct: 1, wrong: 1, unscored: 0 });
  expect(details[0]).toEqual({ raw: "no idea", pred: "", answer: "A", correct: false, extracted: false });
  expect(details[1]).not.toHaveProperty("extracted");
});

test("without a postprocessor nothing is extracted and the stored prediction is compared", async () => {
  const evaluation = scored(
    await evaluate(
      config(accuracy),
      records([
        ["A", "A"],
        [1, "1"],
      ]),
      2,
    ),
  );
  expect(evaluation.facts).not.toHaveProperty("extracted");
  expect(evaluation.metrics).toEqual({ accuracy: 100 });
});

test("cut answers, cut prompts and dropped shots are counted over all rows", async () => {
  const stored = records([
    ["A", "A", { finishReason: "length", droppedShots: 2 }],
    ["A", "A", { finishReason: "eos", truncatedTokens: 7, droppedShots: 1 }],
    ["A", "A", { finishReason: "length", truncatedTokens: 1 }],
  ]);
  expect(scored(await evaluate(config(accuracy), stored, 3)).facts).toMatchObject({
    cutByLength: 2,
    truncatedPrompts: 2,
    droppedShots: 3,
  });
});

test("rows in the journal beyond those of the dataset do not count", async () => {
  const stored = records([
    ["A", "A"],
    ["B", "B"],
    ["C", "A"],
  ]);
  stored.set(2, { ...(stored.get(2) as RowRecord), failed: "no memory" });
  expect(scored(await evaluate(config(accuracy), stored, 2)).facts.n).toBe(2);
});

test("a dataset with rows that were not answered has no score", async () => {
  const stored = records([
    ["A", "A"],
    ["A", "A"],
    ["A", "A"],
  ]);
  stored.delete(1);
  expect(await evaluate(config(accuracy), stored, 4)).toMatchObject({
    error: "2 of 4 rows have no answer yet",
    facts: { n: 2, correct: 2, wrong: 0, unscored: 2, unscoredReasons: { "it has no answer yet": 2 } },
    details: { 0: { correct: true }, 1: { unscored: "it has no answer yet" } },
  });
  expect(await evaluate(config(accuracy), new Map(), 2)).toMatchObject({ error: "2 of 2 rows have no answer yet" });
  expect(await evaluate(config(accuracy), new Map(), 0)).toMatchObject({ error: "the dataset has no rows" });
});

test("a dataset with failed rows has no score, and says why the first one failed", async () => {
  const stored = records([
    ["A", "A"],
    ["A", "A"],
    ["A", "A"],
  ]);
  for (const row of [1, 2]) stored.set(row, { ...(stored.get(row) as RowRecord), failed: `no memory ${row}` });
  const evaluation = await evaluate(config(accuracy), stored, 3);
  expect(evaluation).toMatchObject({
    error: "2 of 3 rows failed; row 1: no memory 1",
    facts: { n: 1, correct: 1, wrong: 0, unscored: 2, unscoredReasons: { "no memory 1": 1, "no memory 2": 1 } },
    details: { 0: { correct: true }, 2: { unscored: "no memory 2" } },
  });
  expect(evaluation).not.toHaveProperty("metrics");
  // There is no score to doubt.
  expect(evaluation.facts).not.toHaveProperty("alarms");
});

test("the reference has its own postprocessor", async () => {
  const scoring = { ...accuracy, datasetPostprocessor: { type: "gsm8k-reference" } };
  const { metrics, details } = scored(await evaluate(config(scoring), records([["72", "48 + 24 = 72\n#### 72"]]), 1));
  expect(metrics).toEqual({ accuracy: 100 });
  expect(details).toEqual({ 0: { pred: "72", answer: "72", correct: true } });
});

test("with several predictions the most frequent answer is scored", async () => {
  const stored = records([
    [["B", "so A", "A"], "A"],
    [["A", "B"], "B"],
  ]);
  const { facts, details } = scored(await evaluate(config({ ...firstCapital, scSize: 3 }), stored, 2));
  expect(facts.correct).toBe(1);
  expect(details[0]).toMatchObject({ pred: "A" });
  expect(details[1]).toMatchObject({ pred: "A" }); // a tie goes to the answer seen first
});

const custom = (factory: unknown) => ({ evaluator: { type: factory as PartFactory } });

function halfFor(answer: string): () => Evaluator {
  return () => ({
    score({ prediction, reference }) {
      if (prediction === "") return { kind: "unscored", reason: "it says nothing" };
      return { kind: "scored", value: prediction === answer ? 0.5 : 1, answer: prediction, reference };
    },
    metrics: (scores) => ({
      points: scores.reduce((sum, score) => sum + (score.kind === "scored" ? score.value : 0), 0),
    }),
  });
}

test("unscored samples are counted, stay out of n, and partial credit has no count of right answers", async () => {
  const stored = records([
    ["half", "x"],
    ["", "x"],
    ["x", "x"],
  ]);
  const evaluation = scored(await evaluate(config(custom(halfFor("half"))), stored, 3));
  expect(evaluation.metrics).toEqual({ points: 1.5 });
  expect(evaluation.facts).toMatchObject({ n: 2, unscored: 1, unscoredReasons: { "it says nothing": 1 } });
  expect(evaluation.facts).not.toHaveProperty("correct");
  expect(evaluation.facts).not.toHaveProperty("wrong");
  expect(evaluation.details).toEqual({
    0: { pred: "half", answer: "x", correct: 0.5 },
    1: { pred: "", answer: "x", unscored: "it says nothing" },
    2: { pred: "x", answer: "x", correct: true },
  });
});

test("a score of NaN is neither right nor wrong: the row is unscored, with the reason", async () => {
  const notANumber = (): Evaluator => ({
    score: ({ prediction, reference }) => ({
      kind: "scored",
      value: prediction === "x" ? 1 : Number.NaN,
      answer: prediction,
      reference,
    }),
    metrics: (scores) => ({ measured: scores.filter(({ kind }) => kind === "scored").length }),
  });
  const stored = records([
    ["x", "x"],
    ["y", "x"],
  ]);
  const { metrics, facts, details } = scored(await evaluate(config(custom(notANumber)), stored, 2));
  expect(metrics).toEqual({ measured: 1 });
  expect(facts).toMatchObject({ n: 1, unscored: 1 });
  // What is measured here is no share of right answers.
  expect(facts).not.toHaveProperty("correct");
  expect(details[1]).toMatchObject({ unscored: "its score is NaN, not a number" });
});

test("reasons are counted, the rarest together", async () => {
  const stored = records(Array.from({ length: 8 }, () => ["A", "A"] as [string, string]));
  for (const row of [0, 1]) stored.set(row, { ...(stored.get(row) as RowRecord), failed: "no memory" });
  for (const row of [2, 3, 4, 5, 6, 7]) stored.set(row, { ...(stored.get(row) as RowRecord), failed: `row ${row}` });
  const { facts } = await evaluate(config(accuracy), stored, 8);
  expect(facts?.unscoredReasons).toEqual({
    "no memory": 2,
    "row 2": 1,
    "row 3": 1,
    "row 4": 1,
    "row 5": 1,
    "other reasons": 2,
  });
});

test("an evaluator that fails leaves the dataset without a score, with the counts", async () => {
  const failing = (): Evaluator => ({
    score: halfFor("")().score,
    metrics() {
      throw new TypeError("no such column");
    },
  });
  expect(await evaluate(config(custom(failing)), records([["A", "A"]]), 1)).toMatchObject({
    error: "the evaluator failed: no such column",
    facts: { n: 1 },
  });
});

test("an evaluator that fails on a row is an error that names dataset and row", async () => {
  const failing = (): Evaluator => ({
    ...halfFor("")(),
    score({ prediction }) {
      if (prediction === "B") throw new TypeError("cannot read B");
      return { kind: "scored", value: 1, answer: prediction, reference: "" };
    },
  });
  expect(
    await errorOf(() =>
      evaluate(
        config(custom(failing)),
        records([
          ["A", "A"],
          ["B", "A"],
        ]),
        2,
      ),
    ),
  ).toMatchObject({
    code: "EVALUATION",
    message: "exam, row 1: cannot read B",
  });
});

test("a postprocessor of a config is a function of text; what it does not return is an error", async () => {
  const scoring = (extract: (text: string) => string | undefined) => ({
    ...accuracy,
    predPostprocessor: { type: extract as PartFactory, keep: 1 },
  });
  const last = (text: string, options?: unknown) => (options ? text.at(-1) : undefined);
  const evaluation = scored(
    await evaluate(
      config(scoring(last)),
      records([
        ["it is A", "A"],
        ["", "A"],
      ]),
      1,
    ),
  );
  expect(evaluation.metrics).toEqual({ accuracy: 100 });
  expect(await errorOf(() => evaluate(config(scoring(() => undefined)), records([["it is A", "A"]]), 1))).toMatchObject(
    {
      code: "EVALUATION",
      message: 'exam, row 0: its postprocessor returned nothing for "it is A"',
    },
  );
});

test("unknown parts are refused by name", async () => {
  const wrong = config({ evaluator: { type: "acuracy" } });
  expect((await errorOf(() => evaluate(wrong, records([["A", "A"]]), 1))).hint).toContain("accuracy");
});

type Evaluation = Awaited<ReturnType<typeof evaluate>>;

function scored(evaluation: Evaluation): Extract<Evaluation, { metrics: unknown }> {
  if ("error" in evaluation) throw new Error(evaluation.error);
  return evaluation;
}
