// Every convention of a labelled row, from one pass over it: where continuations begin, and what is stored.

import { expect, test } from "vitest";
import type { ContinuationRule } from "../../src/inferencers/inferencer.ts";
import { createInferencer } from "../../src/inferencers/perplexity.ts";
import { errorOf } from "../run/error-of.ts";
import { type CharModelOptions, charModel } from "./char-model.ts";
import { type ContextOptions, inferenceContext, scoreQuestion } from "./context.ts";

const row = { q: "sky", A: "blue", B: "red", answer: "A" };
const template = { A: "{q}: {A}", B: "{q}: {B}" };

interface Asked extends Partial<ContextOptions> {
  chars?: CharModelOptions;
  continuation?: ContinuationRule;
  own?: object;
}

function ask({ chars = {}, continuation, own = {}, ...options }: Asked = {}) {
  const promptTemplate = { template };
  const context = inferenceContext({ test: [row], promptTemplate, model: charModel(chars), ...options });
  const { requests, answer } = scoreQuestion(createInferencer(own, { ...context, continuation }).ask(0));
  return { requests, answer: () => answer(requests.map(({ tokens }) => new Float32Array(tokens.length - 1).fill(-1))) };
}

test("the continuation is the option's own text with the blank in front of it, its length that of the text alone", () => {
  const { scores } = ask().answer();
  expect(scores).toMatchObject({ labels: ["A", "B"], convention: "ppl", llFrom: [4, 4] });
  expect(scores?.values).toEqual({
    ppl: [8 / 9, 7 / 8],
    "ll.sum": [-5, -4],
    "ll.token": [-1, -1],
    "ll.byte": [-5 / 4, -4 / 3],
    "ll.char": [-5 / 4, -4 / 3],
  });
  expect(scores?.predictions).toEqual({ ppl: "B", "ll.sum": "B", "ll.token": "A", "ll.byte": "A", "ll.char": "A" });
  expect(scores?.missing).toEqual({ clp: 'the continuation of label "A" has 4 tokens, not one' });
});

test("a blank that is a token of its own is scored as one that an option's token begins with is", () => {
  const { scores } = ask({ chars: { merged: [" b"] } }).answer();
  expect(scores?.llFrom).toEqual([4, 4]);
  expect(scores?.values["ll.char"]).toEqual([-4 / 4, -4 / 3]);
});

test("a token that reaches over the border belongs to the continuation, for every label", () => {
  const { scores } = ask({ chars: { merged: [": b"] } }).answer();
  expect(scores?.llFrom).toEqual([3, 3]);
  expect(scores?.values["ll.char"]).toEqual([-4 / 4, -5 / 3]);
});

test("a line end in front of the options is the context's where it is one token with what it ends", () => {
  const promptTemplate = { template: { A: "{q}:\n{A}", B: "{q}:\n{B}" } };
  const merged = ask({ promptTemplate, chars: { merged: [":\n"] } }).answer().scores;
  expect(merged?.llFrom).toEqual([4, 4]);
  expect(merged?.values["ll.sum"]).toEqual([-4, -3]);
});

test("words that all options begin with are theirs", () => {
  const { scores } = ask({ test: [{ ...row, A: "the dog", B: "the cats" }] }).answer();
  expect(scores?.llFrom).toEqual([4, 4]);
  expect(scores?.values["ll.char"]).toEqual([-8 / 7, -9 / 8]);
});

test.each<[what: string, templates: [string, string], characters: [number, number]]>([
  ["a letter", ["{q}: A", "{q}: B"], [1, 1]],
  ["words of the template", ["{q}? It is true.", "{q}? It is false."], [4, 5]],
  ["Chinese words of the template", ["{q}：二者相似。", "{q}：二者不同。"], [2, 2]],
  ["a letter and a column", ["{q}: A. {A}", "{q}: B. {B}"], [7, 6]],
  ["a column before the end of a sentence", ["{q}: {A}!\n", "{q}: {B}!\n"], [4, 3]],
  ["a column beside a word", ["{q}: {A}", "{q}: neither"], [4, 7]],
  ["words of which one option has more", ["{q}: right", "{q}: not right"], [5, 9]],
  ["words that begin those of the other", ["{q}: right", "{q}: right not"], [5, 9]],
])("the own text is %s", (_what, [A, B], characters) => {
  const { scores } = ask({ promptTemplate: { template: { A, B } } }).answer();
  const lengths = scores?.values["ll.sum"]?.map((sum, i) => sum / (scores.values["ll.char"]?.[i] as number));
  expect(lengths).toEqual(characters.map((length) => expect.closeTo(length, 9)));
});

test("the own text of rounds is found in its round", () => {
  const round = (letter: string) => ({
    round: [
      { role: "HUMAN", prompt: "{q}?" },
      { role: "BOT", prompt: `{${letter}}` },
    ],
  });
  const { scores } = ask({ promptTemplate: { template: { A: round("A"), B: round("B") } } }).answer();
  expect(scores?.llFrom).toEqual([4, 4]);
  expect(scores?.values["ll.char"]).toEqual([-5 / 4, -4 / 3]);
});

test("blanks of the row's value are a part of it", () => {
  const { scores } = ask({ test: [{ ...row, A: " blue ", B: "red" }] }).answer();
  expect(scores?.values["ll.char"]).toEqual([-7 / 6, -4 / 3]);
});

test("an option without text has no value per byte, and the reason is told", () => {
  const { scores } = ask({ test: [{ ...row, A: "", B: "red" }] }).answer();
  expect(scores?.missing["ll.byte"]).toBe('the option of label "A" has no text');
});

test("labels of one token each get probabilities", () => {
  const { scores } = ask({ test: [{ ...row, A: "a", B: "b" }] }).answer();
  expect(scores?.values.clp).toEqual([0.5, 0.5]);
  expect(scores?.predictions.clp).toBe("A");
});

test("a label that begins another one keeps a token to be scored", () => {
  const { scores } = ask({ test: [{ ...row, A: "re", B: "red" }] }).answer();
  expect(scores?.llFrom).toEqual([4, 4]);
  expect(scores?.values["ll.sum"]).toEqual([-3, -4]);
});

test("a text cut on the left keeps its continuation, at the place it has in what is read", () => {
  const { scores } = ask({ chars: { contextSize: 6 } }).answer();
  expect(scores?.llFrom).toEqual([1, 2]);
  expect(scores?.values["ll.sum"]).toEqual([-5, -4]);
});

test("a text cut on the right has its PPL and no log-likelihood of a continuation", () => {
  const { scores } = ask({ chars: { contextSize: 6, truncationSide: "right" } }).answer();
  expect(scores?.values).toEqual({ ppl: [5 / 6, 5 / 6] });
  expect(scores?.llFrom).toBeNull();
  expect(scores?.missing["ll.byte"]).toBe("the prompt loses its right side, and with it the continuation");
});

test("a text that loses its middle keeps the continuation that is behind it", () => {
  const test = [{ ...row, q: "longer" }];
  const { scores } = ask({ test, chars: { contextSize: 10, truncationSide: "middle" } }).answer();
  expect(scores?.llFrom).toEqual([5, 6]);
  expect(scores?.values["ll.sum"]).toEqual([-5, -4]);
  const short = ask({ chars: { contextSize: 6, truncationSide: "middle" } }).answer();
  expect(short.scores?.missing["ll.byte"]).toBe("the prompt loses its middle, and with it the continuation");
});

test("a dataset may name the text behind which continuations begin", () => {
  expect(ask({ continuation: { after: ":" } }).answer().scores?.llFrom).toEqual([4, 4]);
});

test("a dataset may name the column that ends the prompt", () => {
  const asked = ask({
    test: [{ ...row, tail: "e" }],
    promptTemplate: { template: { A: "blu{tail}", B: "th{tail}" } },
    continuation: { column: "tail" },
  });
  expect(asked.answer().scores).toMatchObject({
    llFrom: [3, 2],
    missing: { clp: "the labels stand behind different contexts" },
  });
});

test("a named text that no prompt holds is refused", async () => {
  const error = await errorOf(() => ask({ continuation: { after: "Answer:" } }));
  expect(error).toMatchObject({
    code: "TEMPLATE",
    message: 'the prompt does not contain continuation.after "Answer:"',
  });
});

test("a character spread over tokens is not cut: the boundary stands in front of it", () => {
  // Two halves per Chinese character, of which the labels share the first.
  const halves = (text: string) =>
    [...text].flatMap((each) => (each < "一" ? [each.charCodeAt(0)] : [1 << 20, (1 << 20) + each.charCodeAt(0)]));
  const whole = (ids: Int32Array) =>
    [...ids]
      .map((id, i) =>
        id < 1 << 20
          ? String.fromCharCode(id)
          : id === 1 << 20
            ? ids[i + 1] === undefined
              ? "�"
              : ""
            : String.fromCharCode(id - (1 << 20)),
      )
      .join("");
  const model = {
    ...charModel(),
    tokenize: ({ text }: { text: string }) => Int32Array.from(halves(text)),
    detokenize: whole,
  };
  const { scores } = ask({ model, test: [{ ...row, A: "蓝", B: "红" }] }).answer();
  expect(scores?.llFrom).toEqual([4, 4]);
  expect(scores?.values["ll.byte"]).toEqual([-3 / 3, -3 / 3]);
  expect(scores?.values["ll.char"]).toEqual([-3, -3]);
});

const separated = { template: { A: "{q}: </S>{A}", B: "{q}: </S>{B}" }, sepToken: "</S>" };

test("normalised PPL asks every answer again behind the normalising text", () => {
  const { requests, answer } = ask({ promptTemplate: separated, own: { normalizingStr: "A:" } });
  expect(requests.map(({ tokens }) => String.fromCodePoint(...tokens))).toEqual([
    "sky: blue",
    "sky: red",
    "A:blue",
    "A:red",
  ]);
  const { prediction, scores } = answer();
  expect(scores).toMatchObject({
    convention: "ppl.norm",
    llFrom: [4, 4],
    values: { "ppl.norm": [0, 0], ppl: [8 / 9, 7 / 8] },
  });
  expect(prediction).toMatchObject({ prediction: "A", "label: A": { prompt: "sky: blue", PPL: 0 } });
});

test("normalised PPL needs a separator, in the template and in the config", async () => {
  const noToken = await errorOf(() => ask({ own: { normalizingStr: "A:" } }));
  expect(noToken.message).toBe("ppl: normalizingStr needs infer.promptTemplate.sepToken");
  const noMark = await errorOf(() =>
    ask({ promptTemplate: { template, sepToken: "</S>" }, own: { normalizingStr: "A:" } }),
  );
  expect(noMark.message).toContain('normalizingStr needs a prompt of plain text with sepToken "</S>"');
});
