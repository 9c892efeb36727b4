// compat "opencompass": examples are dropped label by label and stay dropped; the log-likelihood hides the text's start.

import { expect, test } from "vitest";
import type { Compat } from "../../src/inferencers/inferencer.ts";
import { createInferencer as createLogLikelihood } from "../../src/inferencers/log-likelihood.ts";
import { createInferencer as createPerplexity } from "../../src/inferencers/perplexity.ts";
import { charModel, textOf } from "./char-model.ts";
import { inferenceContext, scoreQuestion } from "./context.ts";

const iceTemplate = { template: { A: "{q} {A}", B: "{q} {B}", C: "{q} {C}" } };
const promptTemplate = { template: { A: "</E>{q} {A}", B: "</E>{q} {B}", C: "</E>{q} {C}" }, iceToken: "</E>" };
const train = [{ q: "sun", A: "hot", B: "cold", C: "wet", answer: "A" }];
const row = { q: "sky", A: "up", B: "down all", C: "in", answer: "A" };
const shot = "sun hot\n";

function ask(compat: Compat | undefined, contextSize: number) {
  const context = inferenceContext({
    test: [row],
    train,
    promptTemplate,
    iceTemplate,
    model: charModel({ contextSize }),
  });
  const { requests, answer } = scoreQuestion(createPerplexity({}, { ...context, compat }).ask(0));
  const answered = answer(requests.map(({ tokens }) => new Float32Array(tokens.length - 1).fill(-1)));
  return { texts: requests.map(({ tokens }) => textOf(tokens)), ...answered };
}

// Room for label A's prompt with the example, not for label B's.
const tight = shot.length + "sky up".length;

test("by default all labels lose the same examples", () => {
  const { texts, facts, scores } = ask(undefined, tight);
  expect(texts).toEqual(["\nsky up", "\nsky down all", "\nsky in"]);
  expect(facts).toMatchObject({ droppedShots: 1, unequalShots: true });
  expect(scores).not.toHaveProperty("compat");
});

test("upstream's way drops them from the first label that is too long on", () => {
  const { texts, facts, scores, prediction } = ask("opencompass", tight);
  expect(texts).toEqual([`${shot}sky up`, "\nsky down all", "\nsky in"]);
  expect(facts).toMatchObject({ droppedShots: 1, unequalShots: true });
  expect(scores?.compat).toBe("opencompass");
  // Each label's own text, without the examples it was asked with.
  expect(prediction).toMatchObject({
    "in-context examples": shot,
    "label: A": { "testing input": "sky up" },
    "label: B": { "testing input": "sky down all" },
  });
});

test("continuations of labels that see different examples are still their answers", () => {
  expect(ask("opencompass", tight).scores?.llFrom).toEqual([shot.length + 3, 4, 4]);
});

test("where all labels lose the same examples, the two ways are one and nothing is marked", () => {
  const everything = ask("opencompass", 1000);
  expect(everything.texts).toEqual(ask(undefined, 1000).texts);
  expect(everything.facts).not.toHaveProperty("unequalShots");
});

function askLikelihood(compat: Compat | undefined) {
  const test = [{ q: "It is", A: "up", B: "down", cont: " now", answer: "A" }];
  const context = inferenceContext({ test, promptTemplate: { template: { A: "{q} {A}{cont}", B: "{q} {B}{cont}" } } });
  const { requests, answer } = scoreQuestion(createLogLikelihood({}, { ...context, compat }).ask(0));
  // The context of A is improbable, its continuation likely; B the other way round.
  return answer(
    requests.map(({ tokens }, i) =>
      new Float32Array(tokens.length - 1).map((_, k) => (k < tokens.length - 5 === (i === 0) ? -3 : -1)),
    ),
  );
}

test("by default the log-likelihood is that of the continuation, and the other value is stored beside it", () => {
  const { prediction, scores } = askLikelihood(undefined);
  expect(prediction).toMatchObject({
    prediction: "A",
    "label: A": { Loglikelihood: -4 },
    "label: B": { Loglikelihood: -12 },
  });
  expect(scores?.predictions).toMatchObject({ "ll.sum": "A", "ll.opencompass": "B" });
});

test("upstream's way hides the text's first tokens, as many as the continuation has, and takes a mean", () => {
  const { prediction, scores } = askLikelihood("opencompass");
  // "It is up now": 12 tokens, 4 hidden; of the others 4 belong to the context (-3) and 4 to the continuation (-1).
  expect(prediction).toMatchObject({ prediction: "B", "label: A": { Loglikelihood: -16 / 8 } });
  expect(scores?.convention).toBe("ll.opencompass");
});
