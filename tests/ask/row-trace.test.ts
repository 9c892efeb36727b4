import { expect, test } from "vitest";
import { traceRow, wholeRequests } from "../../src/ask/row-trace.ts";
import type { Generation, ScoreResult } from "../../src/core/request.ts";
import { createInferencer as createConditional } from "../../src/inferencers/conditional-log-prob.ts";
import type { Question } from "../../src/inferencers/inferencer.ts";
import { createInferencer as createLogLikelihood } from "../../src/inferencers/log-likelihood.ts";
import { createInferencer as createPerplexity } from "../../src/inferencers/perplexity.ts";
import { createInferencer as createSelfConsistency } from "../../src/inferencers/self-consistency.ts";
import { inferenceContext } from "../inferencers/context.ts";

const rows = [{ q: "question", A: "yes", B: "yours", cont: "o", choices: ["y", "n"], answer: "A" }];
const context = (template: object | string) => inferenceContext({ test: rows, promptTemplate: { template } as never });

/** Every token's log-probability says which request, or the part that all share, and which place it is of. */
function scored(question: Question): ScoreResult[] {
  const first = question.requests[0]?.tokens ?? new Int32Array();
  return question.requests.map(({ tokens, ...request }, index) => {
    const from = "from" in request ? request.from : 0;
    const logProbs = Array.from(tokens.subarray(from), (_, i) => {
      const prefix = tokens.subarray(0, from + i + 1).join() === first.subarray(0, from + i + 1).join();
      return -(from + i) - (prefix ? 0 : 1000 * index);
    });
    return { index, logProbs: Float32Array.from(logProbs) };
  });
}

const questions: [name: string, question: Question, valued: number[]][] = [
  ["PPL", createPerplexity({}, context({ A: "{q}: {A}", B: "{q}: {B}" })).ask(0), [1, 1]],
  ["LL", createLogLikelihood({}, context({ A: "{q}: ye{cont}", B: "{q}: no{cont}" })).ask(0), [12, 12]],
  ["CLP", createConditional({}, context("{q}: {answer}")).ask(0), [10, 10]],
];

test.each(questions)(
  "a %s row is whole again: tokens, scored places, where the value begins",
  (_, question, valued) => {
    const results = scored(question);
    const trace = traceRow(question, results);
    const whole = wholeRequests(trace);
    expect(whole.map(({ tokens }) => [...tokens])).toEqual(question.requests.map(({ tokens }) => [...tokens]));
    for (const [i, { from, logProbs }] of whole.entries()) {
      expect([...logProbs.subarray(0, from)].every(Number.isNaN)).toBe(true);
      expect([...logProbs.subarray(from)]).toEqual([...(results[i]?.logProbs ?? [])]);
    }
    expect(whole.map(({ valuedFrom }) => valuedFrom)).toEqual(valued);
  },
);

test("what the options share is held once", () => {
  const [, question] = questions[0] as (typeof questions)[number];
  const { requests } = traceRow(question, scored(question));
  const [first, second] = requests;
  expect(second).toMatchObject({ shared: "question: y".length, tokens: Int32Array.from([..."ours"].map(code)) });
  expect(second?.logProbs).toHaveLength("ours".length);
  expect(first?.tokens.buffer.byteLength).toBe(4 * "question: yes".length);
});

test("several outputs of one prompt: the prompt is held once, every output whole", () => {
  const question = createSelfConsistency({ scSize: 2 }, context("{q}: {answer}")).ask(0);
  const outputs = [
    [7, 8],
    [7, 9, 9],
  ];
  const results = outputs.map((tokens, index) => ({ index, tokens: Int32Array.from(tokens) }) as Generation);
  const whole = wholeRequests(traceRow(question, results));
  expect(whole.map(({ generated }) => [...(generated ?? [])])).toEqual(outputs);
  const prompts = whole.map(({ tokens }) => String.fromCodePoint(...tokens));
  expect(prompts).toEqual(["question: ", "question: "]);
});

test("another text has another fingerprint", () => {
  const fingerprintOf = (q: string) => {
    const asked = inferenceContext({ test: [{ q, answer: "" }], promptTemplate: { template: "{q}" } });
    const question = createSelfConsistency({}, asked).ask(0);
    return traceRow(question, [{ index: 0, tokens: Int32Array.of(1) } as Generation]).text;
  };
  expect(fingerprintOf("one")).not.toBe(fingerprintOf("two"));
  expect(fingerprintOf("one")).toBe(fingerprintOf("one"));
});

function code(character: string): number {
  return character.codePointAt(0) as number;
}
