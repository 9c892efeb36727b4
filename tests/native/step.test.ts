// Decoding packed batches: log-probabilities, sequences that share tokens, cells that run out.

import { expect, test } from "vitest";
import { batchOf, expectClose, expectFailure, scoreAlone, scoredSequence, someTokens, withContext } from "./addon.ts";

const remove = 0;
const copy = 1;
const everyToken = (nVocab: number) => Array.from({ length: nVocab }, (_, token) => token);

test("the probabilities of all tokens sum to 1, and the drawn token is the most probable", async () => {
  await withContext({}, async (context, model) => {
    const targets = everyToken(model.facts.nVocab);
    const entries = someTokens(20).map((token, position) => ({ token, position, targets, draw: null }));
    const { logProbs, drawn, gaps } = await context.step(batchOf(entries));
    for (const row of entries.keys()) {
      const of = logProbs.subarray(row * targets.length, (row + 1) * targets.length);
      expect(of.reduce((sum, logProb) => sum + Math.exp(logProb), 0)).toBeCloseTo(1, 5);
      const [best = 0, second = 0] = [...of].sort((a, b) => b - a);
      expect(of[drawn[row] ?? -1]).toBe(best);
      expect(gaps[row]).toBeCloseTo(best - second, 4);
    }
  });
});

test("a batch is computed the same in one step, token by token, and in small physical batches", async () => {
  const tokens = someTokens(70);
  const whole = await withContext({ nUbatch: 256 }, (context) => scoreAlone(context, tokens));
  const parts = await withContext({ nUbatch: 16 }, (context) => scoreAlone(context, tokens));
  expectClose(parts, whole, 2e-5);
  await withContext({}, async (context) => {
    const single: number[] = [];
    for (const entry of scoredSequence(tokens)) single.push(...(await context.step(batchOf([entry]))).logProbs);
    expectClose(single, whole, 2e-5);
  });
});

test("one row can be scored against many targets, drawn several times, and both at once", async () => {
  await withContext({}, async (context) => {
    const tokens = someTokens(5);
    const batch = batchOf(scoredSequence(tokens));
    const twice = {
      ...batch,
      rows: Int32Array.of(3, 3, 0),
      targetOffsets: Int32Array.of(0, 2, 3, 3),
      targets: Int32Array.of(7, 9, 7),
      drawRows: Int32Array.of(3, 4, 3),
      samplers: [null, null, null],
      banEnd: new Uint8Array(3),
    };
    const { logProbs, drawn } = await context.step(twice);
    expect(logProbs).toHaveLength(3);
    expect(logProbs[0]).toBe(logProbs[2]);
    expect(drawn[0]).toBe(drawn[2]);
  });
});

test("several threads compute and read the same as one", async () => {
  const batch = batchOf(someTokens(40).map((token, position) => ({ token, position, targets: [1, 2, 3], draw: null })));
  const [one, several] = [1, 3].map((nThreads) => withContext({ nThreads }, (context) => context.step(batch)));
  const [expected, actual] = [await one, await several];
  expectClose(actual?.logProbs ?? [], expected?.logProbs ?? [], 2e-5);
  expect(actual?.drawn).toEqual(expected?.drawn);
});

test("a step that asks for nothing fills cells only", async () => {
  await withContext({}, async (context) => {
    const tokens = someTokens(12);
    const alone = await scoreAlone(context, tokens);
    const entries = scoredSequence(tokens);
    const prefix = entries.slice(0, 6).map(({ token, position }) => ({ token, position }));
    const filled = await context.step(batchOf(prefix));
    expect([filled.logProbs, filled.drawn, filled.gaps].map(({ length }) => length)).toEqual([0, 0, 0]);
    const { logProbs } = await context.step(batchOf(entries.slice(6)));
    expectClose(logProbs, alone.slice(6), 2e-5);
  });
});

test.each([
  { name: "in one buffer", kvUnified: true },
  { name: "in streams", kvUnified: false },
])("sequences of different lengths in one batch do not see each other ($name)", async ({ kvUnified }) => {
  await withContext({ kvUnified, nCtx: 1024 }, async (context) => {
    const sequences = [30, 7, 19].map((length, i) => someTokens(length, i + 1));
    const alone: number[][] = [];
    for (const tokens of sequences) alone.push(await scoreAlone(context, tokens));
    // In streams llama.cpp computes in another order than it was asked; the results must not be in that order.
    const { logProbs } = await context.step(batchOf(sequences.flatMap((tokens, i) => scoredSequence(tokens, [i]))));
    expectClose(logProbs, alone.flat(), 2e-5);
  });
});

test("tokens shared by several sequences in one batch give what each sequence gives alone", async () => {
  await withContext({}, async (context) => {
    const prefix = someTokens(25);
    const endings = [3, 4, 5].map((length, i) => someTokens(length, 100 + i));
    const alone: number[][] = [];
    for (const ending of endings) alone.push(await scoreAlone(context, [...prefix, ...ending]));

    const shared = scoredSequence(prefix, [0, 1, 2]).map((entry, i) =>
      i === prefix.length - 1 ? { ...entry, targets: endings.map(([first = 0]) => first) } : entry,
    );
    const branches = endings.flatMap((ending, i) => scoredSequence(ending, [i], prefix.length));
    const { logProbs } = await context.step(batchOf([...shared, ...branches]));
    let at = prefix.length - 1 + endings.length;
    for (const [i, ending] of endings.entries()) {
      const branch = [...logProbs.subarray(at, at + ending.length - 1)];
      const first = logProbs[prefix.length - 1 + i] ?? Number.NaN;
      expectClose([...logProbs.subarray(0, prefix.length - 1), first, ...branch], alone[i] ?? [], 2e-5);
      at += ending.length - 1;
    }
  });
});

test("cells can be copied to another sequence and cut back", async () => {
  await withContext({}, async (context) => {
    const prefix = someTokens(20);
    const endings = [someTokens(6, 5), someTokens(6, 6)];
    const alone: number[][] = [];
    for (const ending of endings) alone.push((await scoreAlone(context, [...prefix, ...ending])).slice(prefix.length));

    await context.step(batchOf(prefix.map((token, position) => ({ token, position }))));
    // Twice, and over cells that are shared already: it must make no difference.
    expect(context.edit(Int32Array.of(copy, 0, 1, -1, -1, copy, 0, 1, -1, -1, copy, 1, 0, -1, 10))).toBe(true);
    for (const sequence of [0, 1]) {
      const entries = scoredSequence(endings[sequence] ?? [], [sequence], prefix.length);
      const { logProbs } = await context.step(batchOf(entries));
      expectClose(logProbs, alone[sequence] ?? [], 2e-5);
      expect(context.edit(Int32Array.of(remove, sequence, 0, prefix.length, -1))).toBe(true);
      const again = await context.step(batchOf(entries));
      expectClose(again.logProbs, logProbs, 2e-5);
    }
  });
});

test("streams can be copied whole", async () => {
  await withContext({ kvUnified: false, nCtx: 1024 }, async (context) => {
    const tokens = someTokens(12);
    const alone = await scoreAlone(context, tokens);
    await context.step(batchOf(tokens.slice(0, 8).map((token, position) => ({ token, position }))));
    context.edit(Int32Array.of(copy, 0, 3, -1, -1));
    const { logProbs } = await context.step(batchOf(scoredSequence(tokens.slice(8), [3], 8)));
    expectClose(logProbs, alone.slice(8), 2e-5);
  });
});

test("without room the cells stay as they were, and are usable after an edit", async () => {
  await withContext({ nCtx: 256, nBatch: 256, nUbatch: 32 }, async (context) => {
    const tokens = someTokens(210);
    const alone = await scoreAlone(context, tokens.slice(0, 205));
    await context.step(batchOf(scoredSequence(tokens.slice(0, 200)).slice(0, 60)));
    await context.step(batchOf(tokens.slice(60, 200).map((token, i) => ({ token, position: 60 + i }))));
    const tooMany = someTokens(57, 9).map((token, position) => ({ token, position, sequences: [1] }));
    await expectFailure(
      () => context.step(batchOf(tooMany)),
      "NO_KV_SLOT",
      /llama_decode returned 1 \(n_tokens 57.*n_ctx 256\)/,
    );
    const { logProbs } = await context.step(batchOf(scoredSequence(tokens.slice(200, 205), [0], 200)));
    expectClose(logProbs, alone.slice(200), 2e-5);
    context.edit(Int32Array.of(remove, 0, 0, -1, -1));
    await context.step(batchOf(tooMany));
  });
});

test("positions that do not follow a sequence's cells are refused with llama.cpp's reason", async () => {
  await withContext({}, async (context) => {
    const step = (position: number) => context.step(batchOf([{ token: 5, position }]));
    await step(0);
    await expectFailure(() => step(5), "DECODE", /returned -1 .*Y = X \+ 1/s);
    await step(1);
  });
});

test("a second step before the first is settled is refused, as are edits", async () => {
  await withContext({}, async (context) => {
    const batch = batchOf(scoredSequence(someTokens(60)));
    const first = context.step(batch);
    await expectFailure(() => context.step(batch), "ARGUMENT", /a step of this context is in flight/);
    await expectFailure(() => context.edit(Int32Array.of(2, 0, 0, 0, 0)), "ARGUMENT", /in flight/);
    await expectFailure(() => context.saveState(0), "ARGUMENT", /in flight/);
    const { decodeMs, readMs } = await first;
    expect(decodeMs).toBeGreaterThan(0);
    expect(readMs).toBeGreaterThanOrEqual(0);
  });
});

test("the facts are what llama.cpp made of the params", async () => {
  await withContext({ nCtx: 300, nSeqMax: 2 }, async (context) => {
    expect(context.facts).toMatchObject({ nCtx: 512, nCtxSeq: 512, nBatch: 256, nUbatch: 64, nSeqMax: 2 });
    expect(context.facts.kvBytes).toBeGreaterThan(0);
    expect(context.facts.computeBytes).toBeGreaterThan(0);
  });
});
