// Every scoring convention on a real model, two ways: whole rows scored by the engine through the inferencer, and the pure
// functions over the log-probabilities that the framework which trained the model computed.

import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { normalizedPerplexity, openCompassPerplexity } from "../../src/core/perplexity.ts";
import type { LabelScores } from "../../src/core/record.ts";
import type { ScoreRequest } from "../../src/core/request.ts";
import {
  bestLabel,
  choiceValues,
  continuationValues,
  type ScoringConvention,
} from "../../src/core/scoring-conventions.ts";
import { commonPrefix } from "../../src/core/token-sequence.ts";
import type { Engine } from "../../src/engines/engine.ts";
import { open } from "../../src/engines/llama.ts";
import type { InferenceContext, PromptedModel } from "../../src/inferencers/inferencer.ts";
import { createInferencer as createLogLikelihood } from "../../src/inferencers/log-likelihood.ts";
import { createInferencer as createPerplexity } from "../../src/inferencers/perplexity.ts";
import { tinyOptions } from "../engines/tiny-model.ts";
import { inferenceContext, scoreQuestion } from "../inferencers/context.ts";

interface Reference {
  text: string;
  tokens: number[];
  /** ln p(tokens[k + 1] | tokens[0..k]), computed in double precision. */
  logProbs: number[];
}

const references: Reference[] = readFileSync(new URL("oc-tiny-log-probs.jsonl", import.meta.url), "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line));
/** Per token: what half-precision arithmetic costs at most. */
const tolerance = 0.02;
/** Reference texts that stand for the labels of one question each. */
const labelsPerRow = 4;

let engine: Engine;
beforeAll(async () => {
  engine = await open(tinyOptions({ contextSize: 512 }));
});
afterAll(() => engine.close());

/** The reference texts are written out whole, BOS too where they have it. */
function referenceModel(): PromptedModel {
  const tokenize = (text: string) => engine.tokenize(text, { addBos: false, parseSpecial: true });
  return {
    render: (prompt) => ({ text: String(prompt), stored: String(prompt) }),
    renderText: (prompt) => String(prompt),
    tokenize: ({ text }) => tokenize(text),
    tokenizePiece: tokenize,
    detokenize: (tokens) => engine.detokenize(tokens),
    answerText: ({ text }) => text,
    promptLimit: () => 512,
    contextSize: 512,
    truncationSide: "left",
    bosToken: null,
    padToken: null,
  };
}

/** Labels of a row begin alike; sorted, neighbours share more than their first token. */
function rowsOfTexts(): Reference[][] {
  const sorted = [...references].sort((a, b) => (a.text < b.text ? -1 : 1));
  const rows = sorted.map((_, i) => sorted.slice(i, i + labelsPerRow));
  return rows.filter(
    (texts) => texts.length === labelsPerRow && new Set(texts.map(({ tokens }) => tokens[0])).size === 1,
  );
}

const letters = ["A", "B", "C", "D"].slice(0, labelsPerRow);
const template = Object.fromEntries(letters.map((letter) => [letter, `{${letter}}`]));

function contextOf(rows: readonly Reference[][], cont?: string[]): InferenceContext {
  const test = rows.map((texts, row) => ({
    ...Object.fromEntries(letters.map((letter, i) => [letter, texts[i]?.text ?? ""])),
    ...(cont && { cont: cont[row] as string }),
    answer: "A",
  }));
  return inferenceContext({ test, promptTemplate: { template }, model: referenceModel() });
}

async function scoredByEngine(
  create: typeof createPerplexity,
  context: InferenceContext,
  options: object = {},
): Promise<{ scores: LabelScores; tokens: Int32Array[] }[]> {
  const inferencer = create(options, context);
  const rows = [];
  for (const row of context.rows.keys()) {
    const { requests, answer } = scoreQuestion(inferencer.ask(row));
    const tokens = requests.map((request) => request.tokens);
    rows.push({ scores: answer(await logProbsOf(requests)).scores as LabelScores, tokens });
  }
  return rows;
}

async function logProbsOf(requests: readonly Omit<ScoreRequest, "index">[]): Promise<Float32Array[]> {
  const results: Float32Array[] = [];
  for await (const { index, logProbs } of engine.score(numbered(requests))) results[index] = logProbs;
  return results;
}

async function* numbered(requests: readonly Omit<ScoreRequest, "index">[]): AsyncGenerator<ScoreRequest> {
  for (const [index, request] of requests.entries()) yield { ...request, index };
}

/** The same values from the reference alone. An option is its whole text, and nothing predicts the first token. */
function scoredByReference(texts: readonly Reference[], from: readonly number[]) {
  const scored = texts.map(({ text, tokens, logProbs }, i) => ({
    tokens: Int32Array.from(tokens),
    logProbs: Float32Array.from(logProbs),
    from: from[i] as number,
    bytes: Buffer.byteLength(text),
    characters: [...text].length,
  }));
  const ppl = scored.map(({ tokens, logProbs }) => openCompassPerplexity(tokens, logProbs, null));
  const clp = choiceValues(scored, letters);
  return { ppl, ...continuationValues(scored, letters), ...("missing" in clp ? {} : { clp }) };
}

/** Largest difference that rounding in each token can make in a value. */
function allowed(name: ScoringConvention, length: number, tokens: number): number {
  return name === "ll.sum"
    ? tolerance * tokens
    : name === "ll.byte" || name === "ll.char"
      ? (tolerance * tokens) / length
      : tolerance;
}

test("PPL and the continuation's log-likelihoods are those of the reference, and so are the labels they pick", async () => {
  const rows = rowsOfTexts();
  expect(rows.length).toBeGreaterThanOrEqual(30);
  const scored = await scoredByEngine(createPerplexity, contextOf(rows));
  for (const [row, { scores, tokens }] of scored.entries()) {
    const texts = rows[row] as Reference[];
    expect(tokens.map((ids) => [...ids])).toEqual(texts.map((text) => text.tokens));
    const from = scores.llFrom as number[];
    expect(new Set(from)).toEqual(new Set([1]));
    const expected = scoredByReference(texts, from);
    for (const [name, values] of Object.entries(expected) as [ScoringConvention, number[]][]) {
      for (const [i, value] of values.entries()) {
        const count = (tokens[i] as Int32Array).length - (from[i] as number);
        const { text } = texts[i] as Reference;
        const length = name === "ll.byte" ? Buffer.byteLength(text) : [...text].length;
        const difference = Math.abs((scores.values[name]?.[i] as number) - value);
        expect(difference, `row ${row}, label ${letters[i]}, ${name}`).toBeLessThanOrEqual(
          allowed(name, length, count),
        );
      }
      expect(scores.predictions[name], `row ${row}, ${name}`).toBe(letters[bestLabel(name, values)]);
    }
  }
});

test("probabilities among choices of one token are those of the reference", async () => {
  const pairs = branchingPairs();
  expect(pairs.length).toBeGreaterThanOrEqual(5);
  const context = inferenceContext({
    test: pairs.map(([a, b]) => ({ A: a.text, B: b.text, answer: "A" })),
    promptTemplate: { template: { A: "{A}", B: "{B}" } },
    model: referenceModel(),
  });
  for (const [row, { scores }] of (await scoredByEngine(createPerplexity, context)).entries()) {
    const [a, b] = (pairs[row] as [Branch, Branch]).map(({ logProb }) => logProb) as [number, number];
    expect(scores.missing).toEqual({});
    const expected = 1 / (1 + Math.exp(b - a));
    const [first, second] = scores.values.clp as [number, number];
    expect(Math.abs(Math.log(first / second) - (a - b))).toBeLessThanOrEqual(2 * tolerance);
    expect(scores.predictions.clp).toBe(expected >= 0.5 ? "A" : "B");
  }
});

interface Branch {
  text: string;
  /** Of the last token, by the reference. */
  logProb: number;
}

/** Reference texts that part at a token, both cut behind it. */
function branchingPairs(): [Branch, Branch][] {
  const found = new Map<string, [Branch, Branch]>();
  const whole = (ids: readonly number[]) => engine.detokenize(Int32Array.from(ids));
  for (const [i, a] of references.entries()) {
    for (const b of references.slice(i + 1)) {
      const shared = commonPrefix(a.tokens, b.tokens);
      if (shared < 2 || shared >= Math.min(a.tokens.length, b.tokens.length)) continue;
      const cut = [a, b].map(({ tokens, logProbs }) => ({
        ids: tokens.slice(0, shared + 1),
        text: whole(tokens.slice(0, shared + 1)),
        logProb: logProbs[shared - 1] as number,
      }));
      // A cut text may be other tokens when it is read again.
      const isSame = cut.every(({ ids, text }) => referenceModel().tokenizePiece(text).join() === ids.join());
      if (isSame) found.set(cut.map(({ text }) => text).join(), cut as unknown as [Branch, Branch]);
    }
  }
  return [...found.values()];
}

test("normalised PPL is the difference of two plain scores", async () => {
  const rows = references.slice(0, 4).map(({ text }) => ({ q: text.slice(0, 80), A: " 蓝色", B: " red", answer: "A" }));
  const context = inferenceContext({
    test: rows,
    promptTemplate: { template: { A: "{q}</S>{A}", B: "{q}</S>{B}" }, sepToken: "</S>" },
    model: referenceModel(),
  });
  const scored = await scoredByEngine(createPerplexity, context, { normalizingStr: "Answer:" });
  const ids = (text: string) => referenceModel().tokenizePiece(text);
  for (const [row, { scores }] of scored.entries()) {
    const { q, A, B } = rows[row] as (typeof rows)[number];
    for (const [i, answer] of [A, B].entries()) {
      const texts = [ids(q + answer), ids(`Answer:${answer}`)];
      const [withQuestion, without] = await logProbsOf(texts.map((tokens) => ({ tokens, from: 1 })));
      const expected = normalizedPerplexity(
        { tokens: ids(q + answer), logProbs: withQuestion as Float32Array, contextLength: ids(q).length },
        { tokens: ids(`Answer:${answer}`), logProbs: without as Float32Array, contextLength: ids("Answer:").length },
        null,
      );
      expect(Math.abs((scores.values["ppl.norm"]?.[i] as number) - expected)).toBeLessThanOrEqual(tolerance);
    }
  }
});

test("a column's continuation is scored at its own tokens, and upstream's front mask beside it", async () => {
  const bos = engine.info.specialTokenIds.bos;
  const endings = new Map<string, Reference[]>();
  for (const reference of references.filter(({ tokens }) => tokens[0] === bos)) {
    const end = engine.detokenize(Int32Array.from(reference.tokens.slice(-3)));
    endings.set(end, [...(endings.get(end) ?? []), reference]);
  }
  const shared = [...endings].filter(([end, texts]) => end !== "" && texts.length >= 2);
  expect(shared.length).toBeGreaterThan(0);
  for (const [end, texts] of shared) {
    const four = letters.map((_, i) => texts[i % texts.length] as Reference);
    const [scored] = await scoredByEngine(createLogLikelihood, contextOf([four], [end]));
    const scores = scored?.scores as LabelScores;
    const from = scores.llFrom as number[];
    for (const [i, { tokens, logProbs }] of four.entries()) {
      const sum = logProbs.slice((from[i] as number) - 1).reduce((total, each) => total + each, 0);
      const count = tokens.length - (from[i] as number);
      expect(Math.abs((scores.values["ll.sum"]?.[i] as number) - sum)).toBeLessThanOrEqual(tolerance * count);
      const hidden = engine.tokenize(end, { addBos: false, parseSpecial: true }).length;
      const kept = logProbs.slice(hidden - 1);
      const mean = kept.reduce((total, each) => total + each, 0) / (tokens.length - hidden);
      expect(Math.abs((scores.values["ll.opencompass"]?.[i] as number) - mean)).toBeLessThanOrEqual(tolerance);
    }
  }
});
