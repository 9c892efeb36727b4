// The same probabilities as node-llama-cpp, which runs the same libraries through an addon of its own.

import { getLlama, LlamaLogLevel } from "node-llama-cpp";
import { expect, test } from "vitest";
import type { ContextParams } from "../../src/engines/llama/addon.ts";
import { batchOf, expectClose, modelPath, someTokens, withTinyContext } from "./addon.ts";

/** What node-llama-cpp chooses. */
const like: Partial<ContextParams> = { typeK: "f16", typeV: "f16", flashAttention: "off" };

test("probabilities agree with node-llama-cpp's, in one process with it", async () => {
  const tokens = someTokens(24);
  const last = tokens.length - 1;
  const score = () =>
    withTinyContext(like, async (context, model) => {
      const targets = Array.from({ length: model.facts.nVocab }, (_, token) => token);
      const entries = tokens.map((token, position) => ({ token, position, ...(position === last && { targets }) }));
      return (await context.step(batchOf(entries))).logProbs;
    });
  const ours = await score();

  const llama = await getLlama({ gpu: false, build: "never", logLevel: LlamaLogLevel.error, maxThreads: 1 });
  const model = await llama.loadModel({ modelPath });
  const context = await model.createContext({ contextSize: 512, flashAttention: false });
  const sequence = context.getSequence();
  type Tokens = Parameters<typeof sequence.controlledEvaluate>[0];
  const input = tokens.map((token, i) =>
    i === last ? [token, { generateNext: { probabilities: true } }] : token,
  ) as Tokens;
  const output = await sequence.controlledEvaluate(input);
  const probabilities = output[last]?.next.probabilities;
  expect(probabilities?.size).toBe(ours.length);
  for (const [token, probability] of probabilities ?? []) {
    expect(Math.abs(Math.exp(ours[token] ?? Number.NaN) - probability)).toBeLessThan(1e-4);
  }
  await model.dispose();

  // Ours works on after the other one was used.
  expectClose(await score(), ours, 2e-5);
});
