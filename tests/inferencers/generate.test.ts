import { expect, test } from "vitest";
import type { JsonValue } from "../../src/core/json.ts";
import type { Generation } from "../../src/core/request.ts";
import { createInferencer } from "../../src/inferencers/generate.ts";
import { errorOf } from "../run/error-of.ts";
import { charModel, textOf } from "./char-model.ts";
import { type ContextOptions, generateQuestion, greedy, inferenceContext } from "./context.ts";

const promptTemplate = { template: "</E>Q: {q} A: {answer}", iceToken: "</E>" };
const iceTemplate = { template: "Q: {q} A: {answer}" };

function ask(options: Partial<ContextOptions>, own: Record<string, unknown> = {}) {
  const context = inferenceContext({ test: [{ q: "two", answer: "2" }], promptTemplate, ...options });
  return generateQuestion(createInferencer(own, context).ask(0));
}

function charCodes(text: string): number[] {
  return [...text].map((character) => character.charCodeAt(0));
}

function generation(text: string, finishReason: Generation["finishReason"] = "eos"): Generation {
  return { index: 0, text, tokens: Int32Array.of(1, 2), finishReason, tokenCounts: { prompt: 11, generated: 2 } };
}

test("a row becomes one request: the prompt without its answer, under the model's settings", () => {
  const { requests } = ask({ defaults: { maxOutLen: 7, minOutLen: 2, stopWords: ["\n\n"] } });
  expect(requests).toHaveLength(1);
  const [{ tokens, ...settings }] = requests as [(typeof requests)[number]];
  expect(textOf(tokens)).toBe("Q: two A: ");
  expect(settings).toEqual({ maxTokens: 7, minTokens: 2, stopWords: ["\n\n"], sampling: greedy });
});

test("a dataset's own lengths win over the model's", () => {
  const { requests } = ask({ defaults: { maxOutLen: 7, minOutLen: 2 } }, { maxOutLen: 12, minOutLen: 5 });
  expect(requests[0]).toMatchObject({ maxTokens: 12, minTokens: 5 });
});

test("the model's limit overrules the inferencer's own where it is to, and only that", () => {
  const defaults = { maxOutLen: 70, overruleOutLen: true, minOutLen: 2 };
  const { requests } = ask({ defaults }, { maxOutLen: 12, minOutLen: 5 });
  expect(requests).toMatchObject([{ maxTokens: 70, minTokens: 5 }]);
});

test("stop words of the dataset and of the model are merged, each once", () => {
  const { requests } = ask({ defaults: { stopWords: ["<eot>", "Q:"] } }, { stoppingCriteria: ["Q:", "\n"] });
  expect(requests[0]?.stopWords).toEqual(["Q:", "\n", "<eot>"]);
});

test("no more tokens are asked for than the context holds behind the prompt", () => {
  // The prompt's limit leaves room for the output only up to the context; here the model says it may fill it.
  const model = { ...charModel({ contextSize: 16 }), promptLimit: () => 16 };
  const { requests } = ask({ model }, { maxOutLen: 50, minOutLen: 9 });
  expect(requests[0]?.tokens).toHaveLength(10);
  expect(requests[0]).toMatchObject({ maxTokens: 6, minTokens: 6 });
});

test("the prediction stores prompt, text and reference; the facts say what it took", () => {
  expect(ask({}).answer([generation("2", "length")])).toEqual({
    prediction: { origin_prompt: "Q: two A: ", prediction: "2", gold: "2" },
    facts: { promptTokens: 10, generatedTokens: 2, truncatedTokens: 0, droppedShots: 0, finishReason: "length" },
  });
});

test.each<[gold: JsonValue, isStored: boolean]>([
  ["2", true],
  [7, true],
  [true, true],
  [["a"], true],
  [{ a: null }, true],
  ["", false],
  [0, false],
  [false, false],
  [null, false],
  [[], false],
  [{}, false],
])("the reference %j is stored as gold: %s", (gold, isStored) => {
  const { prediction } = ask({ test: [{ q: "two", answer: gold }] }).answer([generation("2")]);
  expect("gold" in prediction).toBe(isStored);
  if (isStored) expect(prediction.gold).toEqual(gold);
});

test("a dataset without a reference column stores no gold", () => {
  const { prediction } = ask({ outputColumn: null }).answer([generation("2")]);
  expect(Object.keys(prediction)).toEqual(["origin_prompt", "prediction"]);
});

const train = [
  { q: "one", answer: "1" },
  { q: "six", answer: "6" },
  { q: "ten", answer: "10" },
];
const shots = ["Q: one A: 1\n", "Q: six A: 6\n", "Q: ten A: 10\n"] as const;
const allShots = shots.join("");
const question = "Q: two A: ";

test.each<[room: number, prompt: string, droppedShots: number, truncatedTokens: number]>([
  [200, allShots + question, 0, 0],
  [allShots.length + question.length, allShots + question, 0, 0],
  [allShots.length + question.length - 1, shots[0] + shots[1] + question, 1, 0],
  [shots[0].length + question.length, shots[0] + question, 2, 0],
  // The end token of the examples stays when none is left, as upstream's join leaves it.
  [question.length + 1, `\n${question}`, 3, 0],
  [question.length - 3, "two A: ", 3, 4],
])("where %i tokens fit, the prompt is %j", (room, prompt, droppedShots, truncatedTokens) => {
  const asked = ask({ train, iceTemplate, model: charModel({ contextSize: room + 5 }) }, { maxOutLen: 5 });
  expect(textOf(asked.requests[0]?.tokens as Int32Array)).toBe(prompt);
  expect(asked.answer([generation("2")]).facts).toMatchObject({ droppedShots, truncatedTokens });
});

test("an overlong prompt loses its right side where the tokenizer is set so, and the stored prompt stays whole", () => {
  const asked = ask({ model: charModel({ contextSize: 11, truncationSide: "right" }) }, { maxOutLen: 5 });
  expect(textOf(asked.requests[0]?.tokens as Int32Array)).toBe("Q: two");
  const { prediction, facts } = asked.answer([generation("2")]);
  expect(prediction.origin_prompt).toBe("Q: two A: ");
  expect(facts).toMatchObject({ promptTokens: 6, truncatedTokens: 4 });
});

test("an overlong prompt may lose its middle, or not be asked", async () => {
  const middle = ask({ model: charModel({ contextSize: 12, truncationSide: "middle" }) }, { maxOutLen: 5 });
  expect(textOf(middle.requests[0]?.tokens as Int32Array)).toBe("Q: t A: ".slice(0, 4) + " A: ".slice(-3));
  expect(middle.answer([generation("2")]).facts).toMatchObject({ promptTokens: 7, truncatedTokens: 3 });
  const model = charModel({ contextSize: 11, truncationSide: "error" });
  expect(await errorOf(() => ask({ model }, { maxOutLen: 5 }))).toMatchObject({
    code: "CONTEXT_TOO_SMALL",
    message: "the prompt has 10 tokens, 6 fit, and truncation=error cuts none: left, right or middle would",
  });
});

test("a text that loses its left side keeps BOS in front, what a chat template wrote does not", () => {
  const bosToken = 1;
  const model = charModel({ contextSize: 11, bosToken });
  const plain = ask({ model }, { maxOutLen: 5 });
  expect([...(plain.requests[0]?.tokens ?? [])]).toEqual([bosToken, ...charCodes("o A: ")]);
  expect(plain.answer([generation("2")]).facts).toMatchObject({ promptTokens: 6, truncatedTokens: 5 });

  const render: typeof model.render = (prompt, mode) => ({ ...model.render(prompt, mode), hasTemplate: true });
  const templated = ask({ model: { ...model, render } }, { maxOutLen: 5 });
  expect([...(templated.requests[0]?.tokens ?? [])]).toEqual(charCodes("wo A: "));
});

test("an empty prompt is refused: there is no token to start from", async () => {
  const error = await errorOf(() => ask({ promptTemplate: { template: "{answer}" } }));
  expect(error).toMatchObject({ code: "TEMPLATE", message: "the prompt is empty: it has no token to start from" });
});
