// CLP and PPL alone: rows that are scored without a prompt per label.

import { expect, test } from "vitest";
import { createInferencer as createConditional } from "../../src/inferencers/conditional-log-prob.ts";
import { createInferencer as createPerplexity } from "../../src/inferencers/perplexity-only.ts";
import { errorOf } from "../run/error-of.ts";
import { charModel, textOf } from "./char-model.ts";
import { type ContextOptions, inferenceContext, scoreQuestion } from "./context.ts";

const choosing = {
  test: [{ q: "sky", answer: "B", choices: ["A", "B"] }],
  promptTemplate: { template: "{q}? {answer}" },
};

function conditional(options: Partial<ContextOptions> = {}) {
  return createConditional({}, inferenceContext({ ...choosing, ...options }));
}

test("every choice is asked as the next token of the prompt", () => {
  const { requests } = scoreQuestion(conditional().ask(0));
  expect(requests.map(({ tokens, from }) => [textOf(tokens), from])).toEqual([
    ["sky? A", 5],
    ["sky? B", 5],
  ]);
});

test("the prediction is the list of probabilities, in OpenCompass's fields", () => {
  const { answer } = scoreQuestion(conditional().ask(0));
  const { prediction } = answer([Float32Array.of(Math.log(0.2)), Float32Array.of(Math.log(0.6))]);
  expect(prediction).toEqual({
    "in-context examples": "",
    "testing input": "sky? ",
    prompt: "sky? ",
    choices: ["A", "B"],
    prediction: [expect.closeTo(0.25, 6), expect.closeTo(0.75, 6)],
    pred_label: 1,
    gold: "B",
  });
});

test.each<[problem: string, choices: string[] | null, message: string]>([
  ["there is no such column", null, 'clp: row 0 needs a column "choices" with two or more texts, found null'],
  ["there is one choice", ["A"], 'clp: row 0 needs a column "choices" with two or more texts, found ["A"]'],
  ["a choice is several tokens", ["A", "yes"], 'clp: the choice "yes" of row 0 is 3 tokens, not one'],
])("choices that cannot be asked are refused before a model loads: %s", async (_problem, choices, message) => {
  const error = await errorOf(() => conditional({ test: [{ q: "sky", answer: "B", choices }] }));
  expect(error).toMatchObject({ code: "BAD_DATA", message });
});

test("a choice takes one token of the context", () => {
  const { requests } = scoreQuestion(conditional({ model: charModel({ contextSize: 4 }) }).ask(0));
  expect(requests.map(({ tokens }) => textOf(tokens))).toEqual(["y? A", "y? B"]);
});

test("a text's perplexity is OpenCompass's, and it is stored under its name", () => {
  const context = inferenceContext({
    test: [{ text: "abcd" }],
    promptTemplate: { template: "{text}" },
    outputColumn: null,
  });
  const { requests, answer } = scoreQuestion(createPerplexity({}, context).ask(0));
  expect(requests).toMatchObject([{ from: 1 }]);
  expect(answer([Float32Array.of(-1, -2, -3)])).toMatchObject({
    prediction: { origin_prompt: "abcd", ppl: 6 / 4 },
    facts: { promptTokens: 4 },
  });
});

test("a dataset with an answer column is refused: its answer would be left out of the text", async () => {
  const error = await errorOf(() => createPerplexity({}, inferenceContext({ ...choosing })));
  expect(error).toMatchObject({
    code: "CONFIG",
    message: 'perplexity-only: reader.outputColumn is "answer", expected null',
  });
});
