// `--metric` and what the table says of it; corrections and OpenCompass's own way beside the scores.

import { expect, test } from "vitest";
import { datasetSchema } from "../../src/config/dataset-schema.ts";
import type { JsonObject } from "../../src/core/json.ts";
import type { LabelScores, RowRecord } from "../../src/core/record.ts";
import { evaluate } from "../../src/judge/evaluate/evaluate.ts";
import type { ReadResult } from "../../src/judge/evaluate/result-file.ts";
import { underConvention } from "../../src/judge/evaluate/under-convention.ts";
import { requireMetric } from "../../src/plan/metric-choice.ts";
import { footnotesOf, notesOf } from "../../src/report/summary/annotations.ts";
import type { Facts } from "../../src/report/summary/facts.ts";
import { errorOf } from "../run/error-of.ts";

const datasetOf = (type: string, options: object = {}) =>
  datasetSchema.parse({
    abbr: "exam",
    source: { type: "siqa", path: "x" },
    reader: { inputColumns: ["q"], outputColumn: "answer" },
    infer: { retriever: { type: "zero" }, inferencer: { type, ...options } },
    evaluate: { evaluator: { type: "accuracy" } },
  });
const offered = (metric: string | undefined, ...types: string[]) =>
  requireMetric(
    metric,
    types.map((type) => ({ config: datasetOf(type) })),
  );

test("a convention is taken where a dataset of the run has it", () => {
  expect(offered("ll.byte", "generate", "perplexity")).toBe("ll.byte");
  expect(offered("ll.opencompass", "perplexity", "log-likelihood")).toBe("ll.opencompass");
  expect(offered(undefined, "generate")).toBeUndefined();
  const normalized = { config: datasetOf("perplexity", { normalizingStr: "A:" }) };
  expect(requireMetric("ppl.norm", [normalized])).toBe("ppl.norm");
});

test.each<[metric: string, type: string, message: string, hint: string]>([
  ["ll.bytes", "perplexity", '--metric: there is no metric "ll.bytes"', "did you mean ll.byte or ll.token?"],
  [
    "ppl.norm",
    "perplexity",
    '--metric: there is no metric "ppl.norm", which no dataset of this run has',
    "there are: ppl, ll.sum, ll.token, ll.byte, ll.char, clp",
  ],
  [
    "ppl",
    "generate",
    "--metric ppl: no dataset of this run is scored by label",
    "leave --metric out: it chooses among the scoring conventions of ppl and ll datasets, for example ceval_ppl",
  ],
])("%s is refused for a dataset asked by %s inferencer", async (metric, type, message, hint) => {
  expect(await errorOf(() => offered(metric, type))).toMatchObject({ code: "USAGE", message, hint });
});

/** Row 0 is right under ppl only, row 1 under ll.sum only; clp has no value in row 1. */
function rowOf(row: number, scores: Partial<LabelScores> = {}): RowRecord {
  return {
    row,
    key: "",
    prediction: { prediction: row === 0 ? "A" : "B" },
    scores: {
      labels: ["A", "B"],
      llFrom: [3, 3],
      convention: "ppl",
      values: {},
      predictions: { ppl: row === 0 ? "A" : "B", "ll.sum": row === 0 ? "B" : "A", ...(row === 0 && { clp: "A" }) },
      missing: row === 0 ? {} : { clp: 'the continuation of label "B" has 2 tokens, not one' },
      ...scores,
    },
    gold: "A",
    facts: { promptTokens: 9, generatedTokens: 0, truncatedTokens: 0, droppedShots: 0 },
  };
}

async function evaluated(records: RowRecord[]) {
  const evaluation = await evaluate(
    datasetOf("perplexity"),
    new Map(records.map((each) => [each.row, each])),
    records.length,
  );
  if ("error" in evaluation) throw new Error(evaluation.error);
  return evaluation;
}

const counts = (correct: number) => ({
  ...{ n: 2, rightShare: "accuracy", correct, wrong: 2 - correct, unscored: 0, alarms: [] },
});

test("a dataset is scored under every convention; one that a row lacks has no score but a reason", async () => {
  const { metrics, facts } = await evaluated([rowOf(0), rowOf(1, { predictions: { ppl: "A", "ll.sum": "A" } })]);
  expect(metrics).toEqual({ accuracy: 50 });
  expect(facts.convention).toBe("ppl");
  expect(facts.conventions).toEqual({
    ppl: { metrics: { accuracy: 100 }, ...counts(2) },
    "ll.sum": { metrics: { accuracy: 50 }, ...counts(1) },
    clp: { missing: 'row 1: the continuation of label "B" has 2 tokens, not one' },
  });
  expect(facts).not.toHaveProperty("differs");
});

/** As PPL and LL store it: three labels. Row 4 was chosen rightly under ppl alone. */
function threeLabels(row: number): RowRecord {
  const labels = ["A", "B", "C"];
  const gold = labels[row % 3] as string;
  const other = labels[(row + 1) % 3] as string;
  const ppl = row < 25 ? gold : other;
  const byte = row < 6 ? gold : other;
  const scores = { predictions: { ppl, "ll.byte": byte }, missing: { clp: "two tokens" } };
  const prediction = { ...Object.fromEntries(labels.map((label) => [`label: ${label}`, {}])), prediction: ppl };
  return { ...rowOf(row, scores), prediction, gold };
}

test("alarms, counts and the level of guessing are those of the convention", async () => {
  const { metrics, facts } = await evaluated(Array.from({ length: 30 }, (_, row) => threeLabels(row)));
  expect(facts).toMatchObject({ correct: 25, wrong: 5, alarms: [] });
  const byte = underConvention({ metrics, facts }, "ll.byte");
  expect(byte).toMatchObject({ metrics: { accuracy: 20 }, facts: { n: 30, correct: 6, wrong: 24 } });
  expect(byte.facts?.alarms).toMatchObject([{ code: "at_chance", numbers: { score: 20, n: 30 } }]);
  const clp = underConvention({ metrics, facts }, "clp").facts;
  expect(clp).toMatchObject({ n: 0, unscored: 30 });
  for (const name of ["correct", "wrong", "chance", "alarms", "rightShare"]) expect(clp).not.toHaveProperty(name);
});

test("the other log-likelihood of OpenCompass is noted beside ll.sum alone", async () => {
  const otherwise = { predictions: { ppl: "A", "ll.sum": "A", "ll.opencompass": "B" } } as const;
  const { metrics, facts } = await evaluated([rowOf(0, otherwise)]);
  const differs = (metric: "ll.sum" | "ppl") => underConvention({ metrics, facts }, metric).facts?.differs;
  expect(differs("ll.sum")).toEqual({ shots: 0, frontMask: 1 });
  expect(differs("ppl")).toEqual({ shots: 0, frontMask: 0 });
});

test("a row that another convention judges otherwise says so in its details", async () => {
  const details = new Map<number, JsonObject>();
  const records = new Map([rowOf(0), rowOf(1)].map((each) => [each.row, each]));
  await evaluate(datasetOf("perplexity"), records, 2, { onDetail: (row, detail) => details.set(row, detail) });
  expect(details.get(0)).toEqual({
    ...{ pred: "A", answer: "A", correct: true },
    conventions: { "ll.sum": { pred: "B", correct: false } },
  });
  expect(details.get(1)?.conventions).toEqual({ "ll.sum": { pred: "A", correct: true } });
});

test("rows that were stored without conventions have the dataset's own score only", async () => {
  const { scores: _scores, ...old } = rowOf(0);
  const { metrics, facts } = await evaluated([old, rowOf(1)]);
  expect(metrics).toEqual({ accuracy: 50 });
  expect(facts).not.toHaveProperty("conventions");
});

test("the table reads a result under the convention, and shows a dash with the reason where it has none", async () => {
  const { metrics, facts } = await evaluated([rowOf(0), rowOf(1)]);
  const result: ReadResult = { metrics, facts };
  expect(underConvention(result, "ll.sum")).toMatchObject({
    metrics: { accuracy: 50 },
    facts: { correct: 1, wrong: 1, n: 2 },
  });
  expect(underConvention(result, "clp")).toMatchObject({
    metrics: {},
    error: 'clp: row 1: the continuation of label "B" has 2 tokens, not one',
  });
  expect(underConvention(result, "ppl.norm").error).toBe("ppl.norm: it has no ppl.norm");
  const generated: ReadResult = { metrics: { accuracy: 70 }, facts: undefined };
  expect(underConvention(generated, "ll.sum")).toBe(generated);
});

test("rows in which upstream's way is another one are counted", async () => {
  const otherwise = { predictions: { "ll.sum": "A", "ll.opencompass": "B" } } as const;
  const unequal: RowRecord = { ...rowOf(1), facts: { ...rowOf(1).facts, unequalShots: true } };
  const { facts } = await evaluated([rowOf(0, otherwise), unequal]);
  expect(facts.differs).toEqual({ shots: 1, frontMask: 1 });
});

const factsOf = (given: Partial<Facts>): Facts => ({ n: 10, unscored: 0, ...given });
const noteOf = (given: Partial<Facts>) => notesOf(factsOf(given), true).map(({ text }) => text);

test("a correction is noted only where it changes a row", () => {
  expect(noteOf({})).toEqual([]);
  expect(noteOf({ differs: { shots: 0, frontMask: 0 } })).toEqual([]);
  expect(noteOf({ differs: { shots: 1, frontMask: 0 } })).toEqual(["corrected: 1 row"]);
  expect(noteOf({ differs: { shots: 0, frontMask: 4 } })).toEqual(["corrected: 4 rows"]);
  expect(noteOf({ compat: "opencompass", differs: { shots: 1, frontMask: 0 } })).toEqual(["OpenCompass's way"]);
});

test("footnotes name the first datasets and count the others", () => {
  const differs = { shots: 2, frontMask: 0 };
  const told = (names: string[], given: Partial<Facts>) =>
    footnotesOf(new Map([["m", new Map(names.map((name) => [name, factsOf(given)]))]]));
  expect(told(["a", "b", "c", "d", "e"], { differs })).toEqual([
    expect.stringMatching(
      /^Corrected: .*\(a: 2 of 10 rows, b: 2 of 10 rows, c: 2 of 10 rows and 2 more\)\. oc-local eval --compat opencompass/,
    ),
  ]);
  expect(told(["a"], {})).toEqual([]);
  expect(told(["a"], { compat: "opencompass" })).toEqual(["OpenCompass's way (--compat opencompass): a."]);
});
