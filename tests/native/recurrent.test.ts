// Models without KV cells: one state for each sequence, which can be copied, saved and forgotten, and not cut back.

import { expect, test } from "vitest";
import { batchOf, expectClose, expectFailure, scoreAlone, scoredSequence, withRecurrentContext } from "./addon.ts";

const tokens = Array.from({ length: 30 }, (_, i) => (i * 7 + 3) % 64);

test("a recurrent model scores, and has no text without a vocabulary", async () => {
  await withRecurrentContext({}, async (context, model) => {
    expect(model.facts).toMatchObject({ isRecurrent: true, nVocab: 64, bos: null, eos: null });
    expect([...model.facts.endTokens, ...model.facts.controlTokens]).toEqual([]);
    const whole = await scoreAlone(context, tokens);
    expect(whole.every((logProb) => logProb < 0 && Number.isFinite(logProb))).toBe(true);
    const single: number[] = [];
    for (const entry of scoredSequence(tokens)) single.push(...(await context.step(batchOf([entry]))).logProbs);
    expectClose(single, whole, 2e-4);
    await expectFailure(() => model.tokenize("a", true, true), "ARGUMENT", /has no vocabulary/);
    await expectFailure(() => model.detokenize(Int32Array.of(1), true), "ARGUMENT", /has no vocabulary/);
    await expectFailure(() => model.tokenText(1), "ARGUMENT", /has no vocabulary/);
  });
});

test("states are copied, saved and loaded", async () => {
  await withRecurrentContext({}, async (context) => {
    const alone = (await scoreAlone(context, tokens)).slice(20);
    await context.step(batchOf(tokens.slice(0, 20).map((token, position) => ({ token, position }))));
    const state = context.saveState(0);
    expect(context.edit(Int32Array.of(1, 0, 1, -1, -1))).toBe(true);
    expect(context.edit(Int32Array.of(0, 0, 0, 10, -1))).toBe(false);
    const ending = (sequence: number) => batchOf(scoredSequence(tokens.slice(20), [sequence], 20));
    for (const sequence of [0, 1]) expectClose((await context.step(ending(sequence))).logProbs, alone, 2e-4);
    context.edit(Int32Array.of(0, 0, 0, -1, -1));
    context.loadState(0, state);
    expectClose((await context.step(ending(0))).logProbs, alone, 2e-4);
    await expectFailure(
      () => context.step(batchOf([{ token: 1, position: 50, sequences: [0] }])),
      "DECODE",
      /returned -1/,
    );
  });
});

test("what is shared is copied whole; tokens of several sequences and parts are refused", async () => {
  await withRecurrentContext({ kvUnified: false, nCtx: 1024 }, async (context) => {
    const alone = await scoreAlone(context, tokens);
    await context.step(batchOf(tokens.slice(0, 20).map((token, position) => ({ token, position }))));
    expect(context.edit(Int32Array.of(1, 0, 1, -1, -1, 1, 0, 2, -1, -1))).toBe(true);
    const endings = [0, 1, 2].flatMap((sequence) => scoredSequence(tokens.slice(20), [sequence], 20));
    const { logProbs } = await context.step(batchOf(endings));
    expectClose(
      logProbs,
      [0, 1, 2].flatMap(() => alone.slice(20)),
      2e-4,
    );
  });
  await withRecurrentContext({}, async (context) => {
    const shared = batchOf([{ token: 1, position: 0, sequences: [0, 1] }]);
    await expectFailure(() => context.step(shared), "ARGUMENT", /belongs to 2 sequences, which needs kvUnified and a/);
    await expectFailure(() => context.edit(Int32Array.of(1, 0, 1, -1, 5)), "ARGUMENT", /copies a part of a sequence/);
  });
});

test("an aborted step empties sequences that cannot be cut back, and says so", async () => {
  await withRecurrentContext({ nCtx: 4096, nBatch: 2048, nUbatch: 16, nOutputsMax: 2048 }, async (context) => {
    const first = batchOf([{ token: 1, position: 0 }]);
    const long = batchOf(Array.from({ length: 2048 }, (_, i) => ({ token: i % 64, position: 1 + i, targets: [1] })));
    // Until the abort comes neither before nor after the decoding.
    let message = "";
    for (let delay = 1; delay < 100 && !message.includes("emptied"); delay = delay * 1.5) {
      context.edit(Int32Array.of(2, 0, 0, 0, 0));
      await context.step(first);
      const step = context.step(long);
      setTimeout(() => context.abort(), delay);
      message = await step.then(
        () => "",
        (error: Error) => error.message,
      );
    }
    expect(message).toMatch(/aborted\. Sequences that cannot be cut back were emptied: 0$/);
    await context.step(first);
  });
});
