import { expect, test } from "vitest";
import type { Generation } from "../../src/core/request.ts";
import { createInferencer } from "../../src/inferencers/self-consistency.ts";
import { textOf } from "./char-model.ts";
import { generateQuestion, greedy, inferenceContext } from "./context.ts";

const promptTemplate = { template: "Q: {q} A: {answer}" };

function ask(own: Record<string, unknown>) {
  const sampling = { ...greedy, seed: 5 };
  const context = inferenceContext({ test: [{ q: "two", answer: "2" }], promptTemplate, defaults: { sampling } });
  return generateQuestion(createInferencer(own, context).ask(0));
}

function generation(text: string, finishReason: Generation["finishReason"]): Generation {
  return { index: 0, text, tokens: Int32Array.of(1), finishReason, tokenCounts: { prompt: 10, generated: 3 } };
}

test("one prompt is continued several times, each with a seed of its own", () => {
  const { requests } = ask({ scSize: 3, generationKwargs: { temperature: 0.7, top_k: 40 } });
  expect(requests.map(({ tokens }) => textOf(tokens))).toEqual(Array(3).fill("Q: two A: "));
  expect(requests.map(({ sampling }) => sampling.seed)).toEqual([5, 6, 7]);
  expect(requests[0]?.sampling).toEqual({ ...greedy, temperature: 0.7, topK: 40, seed: 5 });
});

test("all texts are stored, and the row counts as cut when one of them was", () => {
  const { prediction, facts } = ask({ scSize: 2 }).answer([generation("2", "eos"), generation("3", "length")]);
  expect(prediction).toEqual({ origin_prompt: "Q: two A: ", prediction: ["2", "3"], gold: "2" });
  expect(facts).toMatchObject({ promptTokens: 20, generatedTokens: 6, finishReason: "length" });
});
