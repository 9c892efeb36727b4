import { expect, test } from "vitest";
import { createInferencer } from "../../src/inferencers/log-likelihood.ts";
import { errorOf } from "../run/error-of.ts";
import { charModel } from "./char-model.ts";
import { type ContextOptions, inferenceContext, scoreQuestion } from "./context.ts";

const promptTemplate = { template: { A: "{q} {A}{cont}", B: "{q} {B}{cont}" } };
const row = { q: "It is", A: "up", B: "down", cont: " now", answer: "A" };

function ask(options: Partial<ContextOptions> = {}) {
  const context = inferenceContext({ test: [row], promptTemplate, ...options });
  return scoreQuestion(createInferencer({}, context).ask(0));
}

test("only the tokens of the continuation are scored", () => {
  const { requests } = ask();
  expect(requests.map(({ tokens, from }) => [tokens.length, from])).toEqual([
    ["It is up now".length, "It is up".length],
    ["It is down now".length, "It is down".length],
  ]);
});

test("the value is the sum over the continuation, and the largest wins", () => {
  const { answer } = ask();
  const { prediction } = answer([Float32Array.of(-1, -1, -1, -1), Float32Array.of(-0.5, -0.5, -0.5, -2)]);
  expect(prediction).toMatchObject({
    "label: A": { Loglikelihood: -4 },
    "label: B": { Loglikelihood: -3.5 },
    prediction: "B",
    gold: "A",
  });
});

test("equal values go to the earliest label", () => {
  const { answer } = ask();
  expect(answer([Float32Array.of(-4), Float32Array.of(-3, -1)]).prediction.prediction).toBe("A");
});

test("the file of a row has neither origin_prompt nor PPL", () => {
  const { prediction } = ask().answer([Float32Array.of(-1), Float32Array.of(-2)]);
  expect(Object.keys(prediction)).toEqual(["in-context examples", "label: A", "label: B", "prediction", "gold"]);
  expect(prediction["label: A"]).toEqual({
    "testing input": "It is up now",
    prompt: "It is up now",
    Loglikelihood: -1,
  });
});

test("a token merged across the boundary belongs to the continuation", () => {
  //   "It is up now"   I t ␣ i s ␣ u "p␣n" o w      the text without its end: I t ␣ i s ␣ u p
  const { requests } = ask({ model: charModel({ merged: ["p n"] }) });
  expect(requests[0]?.tokens).toHaveLength(10);
  expect(requests[0]?.from).toBe(7);
  expect(requests[1]?.from).toBe("It is down".length);
});

test("a continuation that the tokenizer swallows whole is scored by the token that holds it", () => {
  const { requests } = ask({ model: charModel({ merged: ["up now"] }) });
  expect(requests[0]?.tokens).toHaveLength(7);
  expect(requests[0]?.from).toBe(6);
});

test("a text that is cut on the left keeps its continuation", () => {
  const { requests } = ask({ model: charModel({ contextSize: 6 }) });
  expect(requests.map(({ tokens, from }) => [tokens.length, from])).toEqual([
    [6, 2],
    [6, 2],
  ]);
});

test("a continuation longer than the context is scored from the second token that is left", () => {
  const { requests } = ask({ model: charModel({ contextSize: 3 }) });
  expect(requests[0]).toMatchObject({ from: 1 });
  expect(requests[0]?.tokens).toHaveLength(3);
});

test.each<[problem: string, cont: Record<string, string | number>, template: string]>([
  ["there is no such column", {}, "{q} {A}"],
  ["it is not text", { cont: 5 }, "{q} {A}{cont}"],
  ["it is empty", { cont: "" }, "{q} {A}{cont}"],
  ["the prompt ends otherwise", { cont: " now" }, "{q}{cont} {A}"],
])("a row whose continuation cannot be scored is refused: %s", async (_problem, cont, template) => {
  const { cont: _cont, ...rest } = row;
  const error = await errorOf(() =>
    ask({ test: [{ ...rest, ...cont }], promptTemplate: { template: { A: template } } }),
  );
  expect(error).toMatchObject({
    code: "BAD_DATA",
    message: 'row 0: log-likelihood needs a column "cont" with the text that ends the prompt',
  });
});

test("a text cut on the right has lost its continuation and is refused", async () => {
  const model = charModel({ contextSize: 10, truncationSide: "right" });
  expect(await errorOf(() => ask({ model }))).toMatchObject({ code: "CONTEXT_TOO_SMALL" });
});
