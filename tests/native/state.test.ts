// A sequence's state as bytes.

import { expect, test } from "vitest";
import { batchOf, expectClose, expectFailure, scoreAlone, scoredSequence, someTokens, withContext } from "./addon.ts";

test("a state can be put into another sequence and another context", async () => {
  const tokens = someTokens(30);
  const fill = batchOf(tokens.slice(0, 20).map((token, position) => ({ token, position })));
  await withContext({}, async (context, model) => {
    const alone = await scoreAlone(context, tokens);
    await context.step(fill);
    const state = context.saveState(0);
    context.loadState(2, state);
    const { logProbs } = await context.step(batchOf(scoredSequence(tokens.slice(20), [2], 20)));
    expectClose(logProbs, alone.slice(20), 2e-5);
    expect(model.facts.isRecurrent).toBe(false);
    await withContext({}, async (other) => {
      other.loadState(0, state);
      const again = await other.step(batchOf(scoredSequence(tokens.slice(20), [0], 20)));
      expectClose(again.logProbs, alone.slice(20), 2e-5);
    });
  });
});

test("only whole states that saveState made are loaded", async () => {
  await withContext({}, async (context) => {
    await context.step(batchOf([{ token: 1, position: 0 }]));
    const state = context.saveState(0);
    const changed = state.slice();
    changed[state.length - 1] = (changed[state.length - 1] ?? 0) ^ 1;
    for (const wrong of [changed, state.slice(0, -1), new Uint8Array(0), new Uint8Array(1000)]) {
      await expectFailure(() => context.loadState(1, wrong), "ARGUMENT", /"state" was not made by saveState/);
    }
    await expectFailure(() => context.loadState(4, state), "ARGUMENT", /"seqId"/);
    await expectFailure(() => context.saveState(-1), "ARGUMENT", /"seqId"/);
    context.loadState(1, state);
  });
});

test("a state that does not fit is refused", async () => {
  const n = 200;
  const fill = batchOf(someTokens(n).map((token, position) => ({ token, position })));
  await withContext({ nCtx: 256 }, async (context) => {
    await context.step(fill);
    const state = context.saveState(0);
    await expectFailure(() => context.loadState(1, state), "NO_KV_SLOT", /llama_state_seq_set_data returned 0/);
    await context.step(batchOf([{ token: 1, position: n }]));
  });
});
