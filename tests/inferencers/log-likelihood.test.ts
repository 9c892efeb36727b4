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

/** Log-probabilities of whole texts: these values at their ends, a large one before. */
function endingIn(requests: { tokens: Int32Array }[], ends: number[][]): Float32Array[] {
  return requests.map(({ tokens }, i) => {
    const logProbs = new Float32Array(tokens.length - 1).fill(-50);
    logProbs.set(ends[i] as number[], logProbs.length - (ends[i] as number[]).length);
    return logProbs;
  });
}

function continuationStarts(options: Partial<ContextOptions> = {}) {
  const { requests, answer } = ask(options);
  return answer(requests.map(({ tokens }) => new Float32Array(tokens.length - 1).fill(-1))).scores?.llFrom;
}

test("every position is asked for, so that the other conventions can be computed from the same pass", () => {
  expect(ask().requests.map(({ tokens, from }) => [tokens.length, from])).toEqual([
    ["It is up now".length, 1],
    ["It is down now".length, 1],
  ]);
});

test("the continuation is the text of the column", () => {
  expect(continuationStarts()).toEqual(["It is up".length, "It is down".length]);
});

test("the value is the sum over the continuation, and the largest wins", () => {
  const { requests, answer } = ask();
  const ends = [
    [-1, -1, -1, -1],
    [-0.5, -0.5, -0.5, -2],
  ];
  const { prediction } = answer(endingIn(requests, ends));
  expect(prediction).toMatchObject({
    "label: A": { Loglikelihood: -4 },
    "label: B": { Loglikelihood: -3.5 },
    prediction: "B",
    gold: "A",
  });
});

test("equal values go to the earliest label", () => {
  const { requests, answer } = ask();
  const ends = [
    [-1, -1, -1, -1],
    [-4, 0, 0, 0],
  ];
  expect(answer(endingIn(requests, ends)).prediction.prediction).toBe("A");
});

test("the file of a row has neither origin_prompt nor PPL", () => {
  const { requests, answer } = ask();
  const ends = [
    [0, 0, 0, -1],
    [0, 0, 0, -2],
  ];
  const { prediction } = answer(endingIn(requests, ends));
  expect(Object.keys(prediction)).toEqual(["in-context examples", "label: A", "label: B", "prediction", "gold"]);
  expect(prediction["label: A"]).toEqual({
    "testing input": "It is up now",
    prompt: "It is up now",
    Loglikelihood: -1,
  });
});

test("a token merged across the boundary belongs to the continuation", () => {
  //   "It is up now"   I t ␣ i s ␣ u "p␣n" o w      the text without its end: I t ␣ i s ␣ u p
  const model = charModel({ merged: ["p n"] });
  expect(ask({ model }).requests[0]?.tokens).toHaveLength(10);
  expect(continuationStarts({ model })).toEqual([7, "It is down".length]);
});

test("a continuation that the tokenizer swallows whole is scored by the token that holds it", () => {
  const model = charModel({ merged: ["up now"] });
  expect(ask({ model }).requests[0]?.tokens).toHaveLength(7);
  expect(continuationStarts({ model })?.[0]).toBe(6);
});

test("a text that is cut on the left keeps its continuation", () => {
  const model = charModel({ contextSize: 6 });
  expect(ask({ model }).requests.map(({ tokens }) => tokens.length)).toEqual([6, 6]);
  expect(continuationStarts({ model })).toEqual([2, 2]);
});

test("a continuation longer than the context is scored from the second token that is left", () => {
  const model = charModel({ contextSize: 3 });
  expect(ask({ model }).requests[0]?.tokens).toHaveLength(3);
  expect(continuationStarts({ model })).toEqual([1, 1]);
});

test.each<[problem: string, cont: Record<string, string | number>, template: string, says: string]>([
  ["there is no such column", {}, "{q} {A}", 'needs a column "cont" with the text that ends the prompt, found none'],
  ["it is not text", { cont: 5 }, "{q} {A}{cont}", "found 5"],
  ["it is empty", { cont: "" }, "{q} {A}{cont}", 'found ""'],
  [
    "the prompt ends otherwise",
    { cont: " now" },
    "{q}{cont} {A}",
    'column "cont" is not the text that ends the prompt',
  ],
])("a row whose continuation cannot be scored is refused: %s", async (_problem, cont, template, says) => {
  const { cont: _cont, ...rest } = row;
  const error = await errorOf(() =>
    ask({ test: [{ ...rest, ...cont }], promptTemplate: { template: { A: template } } }),
  );
  expect(error).toMatchObject({
    code: "BAD_DATA",
    message: expect.stringContaining(says) as string,
    hint: expect.stringContaining('"continuation": { "after": ') as string,
  });
});

test("where the dataset names its continuation, the column is not needed", () => {
  const { cont: _cont, ...rest } = row;
  const context = inferenceContext({ test: [rest], promptTemplate: { template: { A: "{q}: {A}", B: "{q}: {B}" } } });
  const inferencer = createInferencer({}, { ...context, continuation: { after: ": " } });
  expect(scoreQuestion(inferencer.ask(0)).valuedFrom).toHaveLength(2);
});

test("a text cut on the right has lost its continuation and is refused", async () => {
  const model = charModel({ contextSize: 10, truncationSide: "right" });
  expect(await errorOf(() => ask({ model }))).toMatchObject({ code: "CONTEXT_TOO_SMALL" });
});
