// What holds for all evaluators alike.

import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { load, metricsOf } from "./load.ts";

const names = readdirSync(new URL("../../src/evaluators", import.meta.url))
  .filter((file) => file.endsWith(".ts"))
  .map((file) => file.slice(0, -".ts".length));
const optionsOf: Record<string, object> = {
  "option-sim": { options: ["A", "B"] },
  unscorable: { needs: "judge", upstream: "GenericLLMEvaluator" },
};

test.each(names)("%s has no metric for an empty dataset and says so", async (name) => {
  const evaluator = await load(name, optionsOf[name]);
  expect(() => metricsOf(evaluator, [])).toThrow(/there is nothing to score: 0 of 0 samples/);
});

test.each(names)("%s has no metric when no sample could be measured, and gives the reason", async (name) => {
  const evaluator = await load(name, optionsOf[name]);
  const unscored = { kind: "unscored", reason: "the request failed" } as const;
  expect(() => metricsOf(evaluator, [unscored, unscored])).toThrow(
    /0 of 2 samples have a score \(the first: the request/,
  );
});

test.each(names)("%s refuses an option it does not know", async (name) => {
  await expect(load(name, { ...optionsOf[name], notAnOption: 1 })).rejects.toMatchObject({ code: "CONFIG" });
});

test("of evaluators that compare row by row no answer is kept", async () => {
  const tallied = await Promise.all(names.map(async (name) => (await load(name, optionsOf[name])).tally !== undefined));
  const others = names.filter((_, i) => !tallied[i]);
  expect(others).toEqual([
    "auc-roc",
    "bleu",
    "circular",
    "crowspairs",
    "gaokao-five-out-of-seven",
    "gaokao-multi-choice",
    "gaokao-multi-question-choice",
    "gaokao-single-choice",
    "jieba-rouge",
    "mcc",
    "rouge",
    "tydiqa",
  ]);
});

const textEvaluators = [
  "agieval",
  "bbh",
  "bleu",
  "drop",
  "edit-distance-accuracy",
  "exact-match",
  "jieba-rouge",
  "lambada",
  "nq",
  "option-sim",
];

test.each([...textEvaluators, "rouge", "squad", "squad20", "triviaqa"])(
  "%s does not score a prediction that is no text",
  async (name) => {
    const evaluator = await load(name, optionsOf[name]);
    expect(evaluator.score({ prediction: ["a", "b"], reference: ["a"] })).toEqual({
      kind: "unscored",
      reason: "the prediction is a list, not a text",
    });
  },
);

test.each([
  ["exact-match", "Paris", /exact-match: a reference is not a list of texts: "Paris"/],
  ["triviaqa", null, /triviaqa: a reference is not a list of texts: null/],
  ["drop", ["a"], /drop: a reference is not a text/],
  ["edit-distance-accuracy", "A", /is not { candidates, label }/],
  ["circular", "0--A", /is not index--answer--pattern: "0--A"/],
])("%s says what is wrong with the reference %j", async (name, reference, message) => {
  const evaluator = await load(name, optionsOf[name]);
  expect(() => evaluator.score({ prediction: "x", reference })).toThrow(message);
});
