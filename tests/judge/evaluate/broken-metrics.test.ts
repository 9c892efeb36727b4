// An evaluator of a config that gives no number, or cannot be made.

import { expect, test } from "vitest";
import type { DatasetConfig } from "../../../src/config/dataset-schema.ts";
import { evaluate } from "../../../src/judge/evaluate/evaluate.ts";
import { openParts } from "../../../src/plan/evaluation-parts.ts";
import { errorOf } from "../../run/error-of.ts";

function configWith(evaluator: (options: never) => unknown): DatasetConfig {
  return {
    abbr: "exam",
    source: { type: "exam", path: "exam" },
    reader: { inputColumns: ["q"], outputColumn: "answer" },
    infer: { retriever: { type: "zero" }, inferencer: { type: "perplexity" } },
    evaluate: { evaluator: { type: evaluator as never } },
  };
}

const facts = { promptTokens: 1, generatedTokens: 0, truncatedTokens: 0, droppedShots: 0 };
const records = new Map([[0, { row: 0, key: "k", prediction: { prediction: "A" }, gold: "A", facts }]]);

test.each([Number.NaN, Number.POSITIVE_INFINITY])(
  "a metric that is %s is no score, and the reason is told",
  async (value) => {
    const config = configWith(() => ({
      score: () => ({ kind: "scored", value: 1 }),
      metrics: () => ({ accuracy: value }),
    }));
    expect(await evaluate(config, records, 1)).toMatchObject({
      error: `the evaluator failed: its metric accuracy is ${value}, not a number`,
      facts: { n: 1 },
    });
  },
);

test("an evaluator that cannot be made is an error of the config", async () => {
  const config = configWith(() => {
    throw new TypeError("no such table");
  });
  expect(await errorOf(() => openParts(config))).toMatchObject({
    code: "CONFIG",
    message: "exam: its evaluator cannot be made: no such table",
  });
});
