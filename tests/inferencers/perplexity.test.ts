import { expect, test } from "vitest";
import { openCompassPerplexity, padTokenOf } from "../../src/core/perplexity.ts";
import { createInferencer } from "../../src/inferencers/perplexity.ts";
import { errorOf } from "../run/error-of.ts";
import { charModel, textOf } from "./char-model.ts";
import { type ContextOptions, inferenceContext, scoreQuestion } from "./context.ts";

const promptTemplate = { template: { A: "</E>Q: {q} A: {A}", B: "</E>Q: {q} A: {B}" }, iceToken: "</E>" };
const iceTemplate = { template: { A: "Q: {q} A: {A}", B: "Q: {q} A: {B}" } };
const row = { q: "sky", A: "blue", B: "red", answer: "A" };

function ask(options: Partial<ContextOptions> = {}, own: Record<string, unknown> = {}) {
  const context = inferenceContext({ test: [row], promptTemplate, ...options });
  return scoreQuestion(createInferencer(own, context).ask(0));
}

/** The same log-probability for every token. */
function flat(tokens: Int32Array, logProb: number): Float32Array {
  return new Float32Array(tokens.length - 1).fill(logProb);
}

test("rows are padded with the token that is named, else the tokenizer's own, else its end token", () => {
  expect(padTokenOf(7, { pad: 1, eos: 2 })).toBe(7);
  expect(padTokenOf(0, { pad: null, eos: 2 })).toBe(0);
  expect(padTokenOf(undefined, { pad: 1, eos: 2 })).toBe(1);
  expect(padTokenOf(undefined, { pad: null, eos: 2 })).toBe(2);
  expect(padTokenOf(undefined, { pad: null, eos: null })).toBeNull();
  // An end token inside of the text is then neither summed nor counted.
  const pad = padTokenOf(undefined, { pad: null, eos: 2 });
  expect(openCompassPerplexity(Int32Array.of(5, 2, 6), Float32Array.of(-8, -3), pad)).toBe(3 / 2);
});

test("every label's text is scored whole, from its second token on", () => {
  const { requests } = ask();
  expect(requests.map(({ tokens, from }) => [textOf(tokens), from])).toEqual([
    ["Q: sky A: blue", 1],
    ["Q: sky A: red", 1],
  ]);
});

test("a label that is a number is predicted as one, under its text", () => {
  const pairs: [number, string][] = [
    [1, "{q} {A}"],
    [0, "{q} {B}"],
  ];
  const { requests, answer } = ask({ promptTemplate: { template: pairs } });
  const { prediction, scores } = answer(requests.map(({ tokens }, i) => flat(tokens, i === 1 ? -1 : -2)));
  expect(prediction.prediction).toBe(0);
  expect(Object.keys(prediction).filter((key) => key.startsWith("label"))).toEqual(["label: 1", "label: 0"]);
  expect(scores).toMatchObject({ labels: ["1", "0"], predictions: { ppl: "0" } });
});

test("PPL is OpenCompass's value of each label, and the smallest wins", () => {
  const { requests, answer } = ask();
  const logProbs = requests.map(({ tokens }, i) => flat(tokens, i === 0 ? -2 : -1));
  const { prediction } = answer(logProbs);
  const values = requests.map(({ tokens }, i) => openCompassPerplexity(tokens, logProbs[i] as Float32Array, null));
  expect(values).toEqual([26 / 14, 12 / 13]);
  expect(prediction).toMatchObject({ "label: A": { PPL: 26 / 14 }, "label: B": { PPL: 12 / 13 }, prediction: "B" });
});

test("equal values go to the earliest label, in the order of the template or of the option", () => {
  const same = { ...row, B: "grey" };
  const tie = (own: Record<string, unknown>) => {
    const { requests, answer } = ask({ test: [same] }, own);
    return answer(requests.map(({ tokens }) => flat(tokens, -1))).prediction.prediction;
  };
  expect(tie({})).toBe("A");
  expect(tie({ labels: ["B", "A"] })).toBe("B");
});

test("the pad token is left out of value and count", () => {
  const pad = "s".codePointAt(0) as number;
  const { requests, answer } = ask({ model: charModel({ padToken: pad }) });
  const { prediction } = answer(requests.map(({ tokens }) => flat(tokens, -1)));
  expect(prediction).toMatchObject({ "label: A": { PPL: 12 / 13 } });
});

test("BPB is the value times tokens by the UTF-8 bytes of the row's own text", () => {
  const { requests, answer } = ask({ test: [{ ...row, A: "蓝" }] });
  const { prediction } = answer(requests.map(({ tokens }) => flat(tokens, -1)));
  // "Q: sky A: 蓝": 11 tokens, 13 bytes.
  expect(prediction).toMatchObject({ "label: A": { PPL: 10 / 11, BPB: 10 / 13 } });
});

test("BPB counts the tokens of the whole prompt, also where it was cut", () => {
  const { requests, answer } = ask({ model: charModel({ contextSize: 11 }) });
  const { prediction } = answer(requests.map(({ tokens }) => flat(tokens, -1)));
  expect(prediction).toMatchObject({ "label: A": { PPL: 10 / 11, BPB: (10 / 11) * (14 / 14) } });
});

const train = [
  { q: "sun", A: "hot", B: "cold", answer: "A" },
  { q: "ice", A: "hot", B: "cold", answer: "B" },
];
const shots = ["Q: sun A: hot\n", "Q: ice A: cold\n"] as const;

test("the file of a row has OpenCompass's fields in its order", () => {
  const { requests, answer } = ask({ train, iceTemplate });
  const { prediction } = answer(requests.map(({ tokens }) => flat(tokens, 0)));
  expect(Object.entries(prediction)).toEqual([
    ["in-context examples", shots.join("")],
    ["origin_prompt", "Q: sky A: blue"],
    ["label: A", { "testing input": "Q: sky A: blue", prompt: `${shots.join("")}Q: sky A: blue`, PPL: 0, BPB: 0 }],
    ["label: B", { "testing input": "Q: sky A: red", prompt: `${shots.join("")}Q: sky A: red`, PPL: 0, BPB: 0 }],
    ["prediction", "A"],
    ["gold", "A"],
  ]);
});

test("shots are dropped for all labels as soon as one of them is too long", () => {
  const contextSize = shots.join("").length + "Q: sky A: red".length; // room for B, not for A
  const { requests, answer } = ask({ train, iceTemplate, model: charModel({ contextSize }) });
  expect(requests.map(({ tokens }) => textOf(tokens))).toEqual([
    `${shots[0]}Q: sky A: blue`,
    `${shots[0]}Q: sky A: red`,
  ]);
  const { facts, prediction } = answer(requests.map(({ tokens }) => flat(tokens, -1)));
  expect(facts).toMatchObject({ droppedShots: 1, truncatedTokens: 0 });
  // The file shows the examples the row began with, as upstream's does.
  expect(prediction).toMatchObject({
    "in-context examples": shots.join(""),
    "label: A": { "testing input": "Q: sky A: blue" },
  });
});

test("tokens are cut only where no shot is left, and each label's are counted", () => {
  const { requests, answer } = ask({ train, iceTemplate, model: charModel({ contextSize: 12 }) });
  expect(requests.map(({ tokens }) => textOf(tokens))).toEqual([" sky A: blue", ": sky A: red"]);
  const { facts } = answer(requests.map(({ tokens }) => flat(tokens, -1)));
  // The end token of the examples stays when none is left: "\nQ: sky A: blue" loses 3 tokens, "\nQ: sky A: red" 2.
  expect(facts).toEqual({ promptTokens: 24, generatedTokens: 0, droppedShots: 2, truncatedTokens: 5 });
});

test("one template for all labels is refused: every label would get the same prompt", async () => {
  const text = await errorOf(() => ask({ promptTemplate: { template: "{q}: {answer}" } }));
  expect(text).toMatchObject({
    code: "CONFIG",
    message: "ppl: infer.promptTemplate is one text for all labels, so that every label would get the same prompt",
  });
  const rounds = { round: [{ role: "HUMAN", prompt: "{q}" }] };
  const error = await errorOf(() => ask({ promptTemplate: { template: rounds } }));
  expect(error.message).toContain("is sections (begin, round, end) for all labels");
});

test("a label without a template is refused before anything is asked", async () => {
  const error = await errorOf(() => ask({}, { labels: ["A", "C"] }));
  expect(error).toMatchObject({
    code: "CONFIG",
    message: 'ppl: infer.inferencer.labels names "C", for which infer.promptTemplate has no template',
    hint: "labels with a template: A, B",
  });
});

test("a dataset without any label is refused: there is nothing to choose from", async () => {
  const error = await errorOf(() => ask({ outputColumn: null, promptTemplate: { template: "{q}" } }));
  expect(error).toMatchObject({ code: "CONFIG", message: "ppl: the dataset has no labels to choose from" });
  expect(error.hint).toContain("one template per label");
});

test("a label without a value is an error, not a wrong answer", async () => {
  const { requests, answer } = ask();
  const broken = requests.map(({ tokens }, i) => flat(tokens, i === 0 ? -1 : Number.NaN));
  expect(await errorOf(() => answer(broken))).toMatchObject({
    code: "ENGINE",
    message: 'label "B" has no value: the model computed a log-probability that is no number',
  });
});
