// What every engine must do. Each engine's own test file calls this with a way to open it on the tiny model; cases an
// engine cannot do are named there with the reason and show up as skipped.

import { afterAll, beforeAll, expect, test } from "vitest";
import type { GenerateRequest, Generation, Sampling, ScoreRequest } from "../../src/core/request.ts";
import type { Engine } from "../../src/engines/engine.ts";
import { randomTree, seededRandom, shuffled } from "./random.ts";

export interface TestEngineOptions {
  contextSize: number;
  parallelSequences: number;
}

export interface EngineContractOptions {
  /** Case name to the reason why this engine cannot pass it. */
  unsupported?: Record<string, string>;
}

/**
 * Log-probabilities may differ by this much between two ways of batching the same computation: half-precision products are added
 * in another order, and on token ids drawn at random this model is as unsure as it gets (0.006 was seen).
 */
const logProbTolerance = 1e-2;
const contextSize = 256;

export function engineContract(
  name: string,
  openForTest: (options: TestEngineOptions) => Promise<Engine>,
  { unsupported = {} }: EngineContractOptions = {},
): void {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openForTest({ contextSize, parallelSequences: 4 });
  });
  afterAll(() => engine?.close());

  const contractCase = (title: string, run: () => Promise<void>): void => {
    const reason = unsupported[title];
    if (reason === undefined) test(`${name}: ${title}`, run);
    else test.skip(`${name}: ${title} (${reason})`, () => undefined);
  };
  const tokens = (text: string): Int32Array => engine.tokenize(text, { addBos: "model", parseSpecial: true });
  const generate = (request: Partial<GenerateRequest>): Promise<Generation> => firstOf(engine, request);

  contractCase("scores of a random tree equal scoring each sequence alone", async () => {
    for (const seed of [1, 2, 3, 4]) {
      const random = seededRandom(seed);
      const requests = scoreRequests(randomTree(random, { count: 60, vocabulary: seed * 3 }), random);
      const together = await scores(engine, requests);
      for (const request of requests) {
        const alone = await scores(engine, [request]);
        expectClose(together.get(request.index), alone.get(request.index));
      }
    }
  });

  contractCase("scores do not depend on the order of the requests", async () => {
    const random = seededRandom(7);
    const requests = scoreRequests(randomTree(random, { count: 80, vocabulary: 4 }), random);
    const inOrder = await scores(engine, requests);
    const mixed = await scores(engine, shuffled(requests, random));
    for (const { index } of requests) expectClose(mixed.get(index), inOrder.get(index));
  });

  contractCase("log-probabilities are negative and those of all next tokens add up to one", async () => {
    const prompt = tokens("The capital");
    const all = Array.from({ length: engine.info.vocabularySize }, (_, token) => token);
    const requests = all.map((token) => ({
      index: token,
      tokens: Int32Array.from([...prompt, token]),
      from: prompt.length,
    }));
    const sum = [...(await scores(engine, requests)).values()].reduce((total, [logProb]) => {
      expect(logProb).toBeLessThanOrEqual(0);
      return total + Math.exp(logProb as number);
    }, 0);
    expect(sum).toBeCloseTo(1, 3);
  });

  contractCase('"from" says which token is the first to be scored', async () => {
    const sequence = tokens("one two three four five six seven");
    const whole = (await scores(engine, [{ index: 0, tokens: sequence, from: 1 }])).get(0) as Float32Array;
    expect(whole).toHaveLength(sequence.length - 1);
    for (let from = 1; from <= sequence.length; from++) {
      const part = await scores(engine, [{ index: 5, tokens: sequence, from }]);
      expectClose(part.get(5), whole.subarray(from - 1));
    }
  });

  contractCase("an empty continuation has no log-probabilities", async () => {
    const sequence = tokens("nothing follows");
    const single = Int32Array.from([sequence[0] as number]);
    const results = await scores(engine, [
      { index: 0, tokens: sequence, from: sequence.length },
      { index: 1, tokens: single, from: 1 },
    ]);
    expect(results.get(0)).toHaveLength(0);
    expect(results.get(1)).toHaveLength(0);
  });

  contractCase("a score request that asks for the first token is refused", async () => {
    const request = { index: 3, tokens: tokens("text"), from: 0 };
    await expect(scores(engine, [request])).rejects.toMatchObject({ code: "ENGINE" });
  });

  contractCase("a sequence that fills the context is scored, one token more is refused with both numbers", async () => {
    const full = Int32Array.from({ length: contextSize }, (_, i) => i % 50);
    const results = await scores(engine, [{ index: 0, tokens: full, from: contextSize - 2 }]);
    expect(results.get(0)).toHaveLength(2);
    const longer = Int32Array.from([...full, 1]);
    await expect(scores(engine, [{ index: 9, tokens: longer, from: 1 }])).rejects.toMatchObject({
      code: "CONTEXT_TOO_SMALL",
      message: expect.stringMatching(/9.*257.*256/),
    });
  });

  contractCase("a prompt that leaves no room is refused, one that leaves room for one token is answered", async () => {
    const full = Int32Array.from({ length: contextSize }, (_, i) => i % 50);
    await expect(generate({ tokens: full })).rejects.toMatchObject({
      code: "CONTEXT_TOO_SMALL",
      message: expect.stringMatching(/256/),
    });
    const generation = await generate({ tokens: full.subarray(1), maxTokens: 10 });
    expect(generation).toMatchObject({ finishReason: "length", tokenCounts: { prompt: 255, generated: 1 } });
  });

  contractCase("a token outside the vocabulary is refused", async () => {
    const wrong = Int32Array.from([1, engine.info.vocabularySize]);
    await expect(scores(engine, [{ index: 0, tokens: wrong, from: 1 }])).rejects.toMatchObject({ code: "ENGINE" });
    await expect(generate({ tokens: Int32Array.from([-1]) })).rejects.toMatchObject({ code: "ENGINE" });
    expect(() => engine.detokenize(wrong)).toThrow(expect.objectContaining({ code: "ENGINE" }));
  });

  contractCase("BOS is put in front as asked and never twice", async () => {
    const { bos } = engine.info.specialTokenIds;
    const plain = engine.tokenize("hello", { addBos: false, parseSpecial: true });
    expect(plain).not.toContain(bos);
    const withBos = engine.tokenize("hello", { addBos: true, parseSpecial: true });
    expect([...withBos]).toEqual(bos === null ? [...plain] : [bos, ...plain]);
    const byModel = engine.tokenize("hello", { addBos: "model", parseSpecial: true });
    expect(byModel).toEqual(engine.info.addsBos ? withBos : plain);
    const written = engine.tokenize(`${engine.info.bosToken}hello`, { addBos: true, parseSpecial: true });
    expect(written).toEqual(withBos);
  });

  contractCase("control tokens are parsed only when asked, and shown as text", async () => {
    const { eosToken, specialTokenIds } = engine.info;
    const parsed = engine.tokenize(`a${eosToken}`, { addBos: false, parseSpecial: true });
    expect(parsed.at(-1)).toBe(specialTokenIds.eos);
    const unparsed = engine.tokenize(`a${eosToken}`, { addBos: false, parseSpecial: false });
    expect(unparsed).not.toContain(specialTokenIds.eos);
    for (const result of [parsed, unparsed]) expect(engine.detokenize(result)).toBe(`a${eosToken}`);
  });

  contractCase("text comes back from its tokens as it was", async () => {
    const texts = [
      "",
      " ",
      "  two  spaces ",
      "line\n\nline\r\n\ttab",
      "中文，标点。",
      "naïve 🙂👩‍👩‍👧",
      "a .b , c ?",
      "x\u0000y",
    ];
    for (const text of texts) {
      const result = engine.tokenize(text, { addBos: false, parseSpecial: false });
      expect(engine.detokenize(result)).toBe(text);
    }
  });

  contractCase("greedy answers are the same one at a time and side by side", async () => {
    const prompts = [
      "a",
      "The answer is",
      "问题：",
      "1 + 1 =",
      "The answer was",
      "Question: why?",
      "x y z",
      "长".repeat(60),
    ];
    const requests = [...prompts, ...prompts].map((text, index) => ({ index, tokens: tokens(text), maxTokens: 12 }));
    const sideBySide = await generations(engine, requests);
    const single = await openForTest({ contextSize, parallelSequences: 1 });
    try {
      const oneByOne = await generations(single, requests);
      for (const { index } of requests) {
        // How close the two best tokens were may round differently; which one was taken may not.
        const { topTwoGaps: _gaps, ...expected } = oneByOne.get(index) as Generation;
        expect(sideBySide.get(index)).toMatchObject(expected);
      }
    } finally {
      await single.close();
    }
  });

  contractCase("greedy picks the token with the highest log-probability", async () => {
    const prompt = tokens("Once upon a time");
    const { tokens: generated } = await generate({ tokens: prompt, maxTokens: 1 });
    const requests = Array.from({ length: engine.info.vocabularySize }, (_, token) => ({
      index: token,
      tokens: Int32Array.from([...prompt, token]),
      from: prompt.length,
    }));
    const [best] = [...(await scores(engine, requests))].sort(([, [a]], [, [b]]) => (b as number) - (a as number));
    expect(generated[0]).toBe(best?.[0]);
  });

  contractCase("generation ends before the first stop word, wherever token borders lie", async () => {
    const free = await generate({ maxTokens: 24 });
    expect(free.finishReason).toBe("length");
    const characters = [...free.text].filter((character) => character !== "\ufffd");
    expect(characters.length).toBeGreaterThan(10);
    for (let start = 0; start < free.text.length - 3; start++) {
      const word = free.text.slice(start, start + 3);
      if (/[\ufffd\ud800-\udfff]/.test(word)) continue;
      const stopped = await generate({ maxTokens: 24, stopWords: ["never said", word] });
      expect(stopped.text).toBe(free.text.slice(0, free.text.indexOf(word)));
      expect(stopped.finishReason).toBe("stop");
      expect(free.tokens.subarray(0, stopped.tokens.length)).toEqual(stopped.tokens);
    }
  });

  contractCase("the longest generation is maxTokens, and zero of them need no computation", async () => {
    const generation = await generate({ maxTokens: 5 });
    expect(generation).toMatchObject({ finishReason: "length", tokenCounts: { generated: 5 } });
    expect(generation.text).toBe(engine.detokenize(generation.tokens));
    expect(await generate({ maxTokens: 0 })).toMatchObject({ text: "", finishReason: "length" });
  });

  contractCase("an end token ends the text, unless minTokens is not reached", async () => {
    const requests = Array.from({ length: 24 }, (_, index) => ({
      index,
      tokens: tokens("a"),
      maxTokens: 250,
      sampling: { ...greedy, temperature: 1e6, seed: index },
    }));
    const free = [...(await generations(engine, requests)).values()];
    const ended = free.filter(({ finishReason }) => finishReason === "eos");
    expect(ended.length).toBeGreaterThan(0);
    for (const { tokens: generated, tokenCounts, index } of ended) {
      expect(generated).not.toContain(engine.info.specialTokenIds.eos);
      expect(generated).toHaveLength(tokenCounts.generated);
      const longer = generated.length + 5;
      const forced = await generate({ ...requests[index], maxTokens: longer, minTokens: longer });
      expect(forced).toMatchObject({ finishReason: "length", tokenCounts: { generated: longer } });
      expect(forced.tokens).not.toContain(engine.info.specialTokenIds.eos);
    }
  });

  contractCase("sampling repeats with the seed and differs without", async () => {
    const sampling = { ...greedy, temperature: 1, topP: 0.95, minP: 0.01, topK: 100 };
    const draw = async (seed: number): Promise<string> =>
      (await generate({ maxTokens: 12, sampling: { ...sampling, seed } })).text;
    const drawn = [await draw(1), await draw(2), await draw(3)];
    expect(await draw(1)).toBe(drawn[0]);
    expect(new Set(drawn).size).toBe(3);
  });

  contractCase("topK of one is greedy at any temperature", async () => {
    const { text } = await generate({ maxTokens: 12 });
    const sampled = await generate({ maxTokens: 12, sampling: { ...greedy, temperature: 2, topK: 1, seed: 4 } });
    expect(sampled.text).toBe(text);
  });

  contractCase("a strong repetition penalty lets no token of prompt or answer come again", async () => {
    const prompt = tokens("again and again and again");
    const sampling = { ...greedy, repetitionPenalty: 1e6 };
    const { tokens: generated } = await generate({ tokens: prompt, maxTokens: 40, sampling });
    expect(new Set([...prompt, ...generated]).size).toBe(new Set(prompt).size + generated.length);
  });

  contractCase("a flow that waits for its own results goes on", async () => {
    let answered: (() => void) | undefined;
    const firstAnswer = new Promise<void>((resolve) => {
      answered = resolve;
    });
    const sequence = tokens("waiting for an answer");
    async function* requests(): AsyncGenerator<ScoreRequest> {
      yield { index: 0, tokens: sequence, from: 1 };
      await firstAnswer;
      yield { index: 1, tokens: sequence, from: 1 };
    }
    const indexes: number[] = [];
    for await (const { index } of engine.score(requests())) {
      indexes.push(index);
      answered?.();
    }
    expect(indexes).toEqual([0, 1]);
  });

  contractCase("an error of the flow reaches the reader", async () => {
    async function* requests(): AsyncGenerator<ScoreRequest> {
      yield { index: 0, tokens: tokens("fine"), from: 1 };
      throw new RangeError("the file ended");
    }
    await expect(collect(engine.score(requests()))).rejects.toThrow("the file ended");
  });

  contractCase("two flows at once are refused", async () => {
    const first = engine.score(flowOf([{ index: 0, tokens: tokens("first"), from: 1 }]))[Symbol.asyncIterator]();
    await first.next();
    await expect(generate({})).rejects.toMatchObject({ code: "ENGINE", message: expect.stringContaining("score") });
    await first.return?.();
    expect((await generate({ maxTokens: 2 })).tokens).toHaveLength(2);
  });

  contractCase("an abort stops both kinds of flow and leaves the engine usable", async () => {
    const stop = new AbortController();
    const long = { index: 0, tokens: tokens("go on"), maxTokens: 200, minTokens: 200 };
    const running = collect(engine.generate(flowOf([generateRequest(long)]), { signal: stop.signal }));
    setTimeout(() => stop.abort(new Error("enough")), 10);
    await expect(running).rejects.toMatchObject({ code: "ABORTED" });
    const request = { index: 0, tokens: tokens("go on"), from: 1 };
    const scoring = collect(engine.score(flowOf([request]), { signal: stop.signal }));
    await expect(scoring).rejects.toMatchObject({ code: "ABORTED" });
    expect((await scores(engine, [request])).get(0)).toHaveLength(request.tokens.length - 1);
  });

  contractCase("an abort ends the wait for a request that never comes", async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 10);
    async function* never(): AsyncGenerator<ScoreRequest> {
      await new Promise(() => undefined);
    }
    const scoring = collect(engine.score(never(), { signal: stop.signal }));
    await expect(scoring).rejects.toMatchObject({ code: "ABORTED" });
  });

  contractCase("a closed engine refuses every call, and closing again is fine", async () => {
    const closed = await openForTest({ contextSize, parallelSequences: 1 });
    const ids = closed.tokenize("a", { addBos: true, parseSpecial: true });
    const interrupted = firstOf(closed, { tokens: ids, maxTokens: 200, minTokens: 200 });
    setTimeout(() => void closed.close(), 10);
    await expect(interrupted).rejects.toMatchObject({ code: "ENGINE", message: expect.stringContaining("closed") });
    await closed.close();
    const isClosed = expect.objectContaining({ code: "ENGINE" });
    expect(() => closed.tokenize("a", { addBos: false, parseSpecial: false })).toThrow(isClosed);
    expect(() => closed.detokenize(ids)).toThrow(isClosed);
    await expect(scores(closed, [{ index: 0, tokens: ids, from: 1 }])).rejects.toThrow(isClosed);
    await expect(firstOf(closed, { tokens: ids })).rejects.toThrow(isClosed);
  });
}

const greedy: Sampling = { temperature: 0, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 };

function generateRequest(request: Partial<GenerateRequest> & Pick<GenerateRequest, "tokens">): GenerateRequest {
  return { index: 0, maxTokens: 8, minTokens: 0, stopWords: [], sampling: greedy, ...request };
}

async function firstOf(engine: Engine, request: Partial<GenerateRequest>): Promise<Generation> {
  const prompt = request.tokens ?? engine.tokenize("Tell me a story", { addBos: "model", parseSpecial: true });
  const [generation] = await collect(engine.generate(flowOf([generateRequest({ ...request, tokens: prompt })])));
  return generation as Generation;
}

async function generations(
  engine: Engine,
  requests: (Partial<GenerateRequest> & Pick<GenerateRequest, "tokens">)[],
): Promise<Map<number, Generation>> {
  const results = await collect(engine.generate(flowOf(requests.map(generateRequest))));
  expect(results).toHaveLength(requests.length);
  return new Map(results.map((generation) => [generation.index, generation]));
}

function scoreRequests(sequences: Int32Array[], random: () => number): ScoreRequest[] {
  return sequences.map((tokens, index) => ({ index, tokens, from: 1 + Math.floor(random() * tokens.length) }));
}

async function scores(engine: Engine, requests: ScoreRequest[]): Promise<Map<number, Float32Array>> {
  const results = await collect(engine.score(flowOf(requests)));
  expect(results).toHaveLength(requests.length);
  return new Map(results.map(({ index, logProbs }) => [index, logProbs]));
}

function expectClose(actual: Float32Array | undefined, expected: Float32Array | undefined): void {
  expect(actual).toBeDefined();
  expect(actual).toHaveLength(expected?.length ?? -1);
  const differences = [...(actual ?? [])].map((value, i) => Math.abs(value - (expected?.[i] as number)));
  expect(Math.max(0, ...differences)).toBeLessThan(logProbTolerance);
}

async function collect<Result>(results: AsyncIterable<Result>): Promise<Result[]> {
  const collected: Result[] = [];
  for await (const result of results) collected.push(result);
  return collected;
}

async function* flowOf<Request>(requests: readonly Request[]): AsyncGenerator<Request> {
  yield* requests;
}
