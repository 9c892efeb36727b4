// `--metric` and what the table says of it; corrections and OpenCompass's own way beside the scores.

import { expect, test } from "vitest";
import { datasetSchema } from "../../../src/config/dataset-schema.ts";
import type { LabelScores, RowRecord } from "../../../src/core/record.ts";
import { correctionFootnotes, correctionNote } from "../../../src/run/evaluate/corrections.ts";
import { evaluate } from "../../../src/run/evaluate/evaluate.ts";
import type { EvaluationFacts } from "../../../src/run/evaluate/facts.ts";
import type { ReadResult } from "../../../src/run/evaluate/result-file.ts";
import { requireMetric, underConvention } from "../../../src/run/summary/metric-choice.ts";
import { errorOf } from "../error-of.ts";

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
    "it chooses among the scoring conventions of ppl and ll datasets, for example ceval_ppl",
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

test("a dataset is scored under every convention; one that a row lacks has no score but a reason", async () => {
  const { metrics, facts } = await evaluated([rowOf(0), rowOf(1, { predictions: { ppl: "A", "ll.sum": "A" } })]);
  expect(metrics).toEqual({ accuracy: 50 });
  expect(facts.convention).toBe("ppl");
  expect(facts.conventions).toEqual({
    ppl: { metrics: { accuracy: 100 }, correct: 2 },
    "ll.sum": { metrics: { accuracy: 50 }, correct: 1 },
    clp: { missing: 'row 1: the continuation of label "B" has 2 tokens, not one' },
  });
  expect(facts).not.toHaveProperty("differs");
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
  expect(underConvention(result, "ll.sum")).toMatchObject({ metrics: { accuracy: 50 }, facts: { correct: 1, n: 2 } });
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

const factsOf = (given: Partial<EvaluationFacts>): EvaluationFacts => ({
  ...{ n: 10, unscored: 0, cutByLength: 0, truncatedPrompts: 0, droppedShots: 0 },
  ...given,
});

test("a correction is noted only where it changes a row", () => {
  expect(correctionNote(factsOf({}))).toBeUndefined();
  expect(correctionNote(factsOf({ differs: { shots: 1, frontMask: 0 } }))).toBe("corrected: 1 row");
  expect(correctionNote(factsOf({ differs: { shots: 0, frontMask: 4 } }))).toBe("corrected: 4 rows");
  expect(correctionNote(factsOf({ compat: "opencompass", differs: { shots: 1, frontMask: 0 } }))).toBe(
    "OpenCompass's way",
  );
});

test("footnotes name the first datasets and count the others", () => {
  const differs = { shots: 2, frontMask: 0 };
  const names = ["a", "b", "c", "d", "e"];
  const results = new Map(names.map((name) => [name, { facts: factsOf({ differs }) }]));
  expect(correctionFootnotes([results])).toEqual([
    expect.stringMatching(
      /^Corrected: .*\(a: 2 of 10 rows, b: 2 of 10 rows, c: 2 of 10 rows and 2 more\)\. --compat opencompass/,
    ),
  ]);
  expect(correctionFootnotes([new Map([["a", { facts: factsOf({}) }]])])).toEqual([]);
  expect(correctionFootnotes([new Map([["a", { facts: factsOf({ compat: "opencompass" }) }]])])).toEqual([
    "OpenCompass's way (--compat opencompass): a.",
  ]);
});
