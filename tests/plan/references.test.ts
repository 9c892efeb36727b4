import { expect, test } from "vitest";
import type { DatasetConfig } from "../../src/config/dataset-schema.ts";
import type { JsonValue } from "../../src/core/json.ts";
import type { PartFactory } from "../../src/core/spec.ts";
import { openParts } from "../../src/plan/evaluation-parts.ts";
import { openDataset } from "../../src/plan/open-dataset.ts";
import { readReferences } from "../../src/plan/references.ts";

type Evaluate = DatasetConfig["evaluate"];

/** @param golds References of the rows. */
async function read(
  golds: JsonValue[],
  evaluate: Evaluate,
  infer: Partial<DatasetConfig["infer"]> = {},
  column = true,
) {
  const load = async () => golds.map((answer, i) => ({ q: String(i), choices: ["yes", "no"], answer }));
  const config: DatasetConfig = {
    abbr: "set",
    source: { type: load as unknown as PartFactory, path: "set" },
    reader: { inputColumns: ["q"], outputColumn: column ? "answer" : null },
    infer: {
      promptTemplate: { template: "{q}" },
      retriever: { type: "zero" },
      inferencer: { type: "generate" },
      ...infer,
    },
    evaluate,
  };
  return readReferences(config, await openDataset(config, "/data", {}), await openParts(config));
}

const accuracy = { evaluator: { type: "accuracy" } };
const byLabel = (...labels: string[]) => ({
  promptTemplate: { template: Object.fromEntries(labels.map((label) => [label, `{q} ${label}`])) },
  inferencer: { type: "perplexity" },
});

test("null, blanks and lists of nothing are no references; 0, false and a list with a text are", async () => {
  const { count, lacking } = await read([null, "", " \n", [], [""], {}, 0, false, ["", "x"], "x"], accuracy);
  expect(count).toBe(4);
  expect([...(lacking ?? [])]).toEqual([1, 1, 1, 1, 1, 1, 0, 0, 0, 0]);
});

test("a reference of which its postprocessor leaves nothing is none", async () => {
  const found = await read(["#### ", "#### 3"], { ...accuracy, datasetPostprocessor: { type: "gsm8k-reference" } });
  expect([...(found.lacking ?? [])]).toEqual([1, 0]);
});

test("a dataset may say that empty references are answers, and evaluators that they need none", async () => {
  expect((await read(["", null], { ...accuracy, emptyReferences: true })).lacking).toBeUndefined();
  expect((await read([null], { evaluator: { type: "average-ppl" } }, {}, false)).lacking).toBeUndefined();
  const own = { evaluator: { type: (() => ({ score: () => 0 })) as unknown as PartFactory } };
  expect((await read([null], own, {}, false)).lacking).toBeUndefined();
  expect((await read(["x"], accuracy, {}, false)).count).toBe(0);
});

test.each<[what: string, golds: JsonValue[], evaluate: Evaluate, infer: Partial<DatasetConfig["infer"]>, says: string]>(
  [
    ["labels", ["a", "A"], accuracy, byLabel("A", "B"), "none of A, B"],
    ["labels that are numbers", ["2", 0, "1"], accuracy, byLabel("0", "1"), "none of 0, 1"],
    [
      "a number where a value is compared",
      [0, "0"],
      { evaluator: { type: "accuracy-details" } },
      byLabel("0", "1"),
      "none of 0, 1",
    ],
    [
      "any capital",
      ["b", "B", "Z"],
      { ...accuracy, predPostprocessor: { type: "first-capital" } },
      {},
      "none of A to Z",
    ],
    [
      "letters of a class",
      ["E", "D"],
      { ...accuracy, predPostprocessor: { type: "last-option", options: "A-D" } },
      {},
      "none of A, B, C, D",
    ],
    [
      "letters of a pattern",
      ["E", "D", "A"],
      { ...accuracy, predPostprocessor: { type: "match-answer-pattern", answerPattern: "Answer: ([A-D])" } },
      {},
      "none of A, B, C, D",
    ],
    [
      "several letters",
      ["ba", "AB"],
      { ...accuracy, predPostprocessor: { type: "first-capital-multi" } },
      {},
      "no several letters",
    ],
    [
      "numbers",
      ["many", "18", 5],
      { evaluator: { type: "gsm8k" }, predPostprocessor: { type: "gsm8k" } },
      {},
      "no numbers",
    ],
    [
      "places of choices",
      ["yes", 0, 1],
      { evaluator: { type: "auc-roc" } },
      { inferencer: { type: "conditional-log-prob" } },
      "none of 0, 1",
    ],
  ],
)("a reference that no answer equals is found: %s", async (_what, golds, evaluate, infer, says) => {
  const { unmatched } = await read(golds, evaluate, infer);
  expect(unmatched).toEqual({ count: 1, row: 0, reference: golds[0], otherwise: says });
});

test("answers in words have no options to compare with", async () => {
  expect((await read(["b", "free"], accuracy)).unmatched).toBeUndefined();
  const pattern = { type: "match-answer-pattern", answerPattern: "Answer: (.*)" };
  expect((await read(["b"], { ...accuracy, predPostprocessor: pattern })).unmatched).toBeUndefined();
});

test("references that the evaluator or the postprocessor cannot read are counted, the first with its row", async () => {
  const found = await read(["x", ["x"], 5], { evaluator: { type: "squad" } });
  expect(found.unreadable?.count).toBe(2);
  expect(found.unreadable?.first.message).toBe('row 1 of set, split test: squad: a reference is not a text: ["x"]');
  const own = {
    type: (() => {
      throw new Error("none");
    }) as unknown as PartFactory,
  };
  expect((await read(["x"], { ...accuracy, datasetPostprocessor: own })).unreadable?.count).toBe(1);
});
