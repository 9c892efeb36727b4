// Drawing tokens: repeatable, in the order of Hugging Face's generate.

import { expect, test } from "vitest";
import type { Context, SamplerParams } from "../../src/engines/llama/addon.ts";
import {
  batchOf,
  expectFailure,
  greedy,
  scoreAlone,
  someTokens,
  withContext,
  withRecurrentContext,
  withTinyContext,
} from "./addon.ts";

const clear = Int32Array.of(2, 0, 0, 0, 0);
const defaultPrompt = someTokens(10);

/** Draws `n` tokens after the prompt, each with the ones before it. */
async function generate(
  context: Context,
  params: SamplerParams,
  { prompt = defaultPrompt, n = 12, banEnd = false } = {},
): Promise<number[]> {
  const sampler = context.createSampler(params);
  sampler.accept(Int32Array.from(prompt));
  context.edit(clear);
  const tokens = [...prompt];
  const last = prompt.length - 1;
  const first = prompt.map((token, position) => ({
    token,
    position,
    ...(position === last && { draw: sampler, banEnd }),
  }));
  for (let entries = first; tokens.length < prompt.length + n; ) {
    const { drawn } = await context.step(batchOf(entries));
    const token = drawn[0] ?? -1;
    entries = [{ token, position: tokens.length, draw: sampler, banEnd }];
    tokens.push(token);
  }
  sampler.close();
  return tokens.slice(prompt.length);
}

test("the same seed draws the same tokens, another seed others", async () => {
  await withContext({}, async (context) => {
    const params = { ...greedy, temperature: 1.5, topP: 0.99 };
    const first = await generate(context, params);
    expect(await generate(context, params)).toEqual(first);
    expect(await generate(context, { ...params, seed: 2 })).not.toEqual(first);
    // llama.cpp's mark for a random seed.
    const marked = { ...params, seed: 0xffffffff };
    expect(await generate(context, marked)).toEqual(await generate(context, marked));
  });
});

test.each([
  { name: "one candidate", params: { topK: 1 } },
  { name: "the smallest share", params: { topP: 0 } },
  { name: "only the best", params: { minP: 1 } },
  { name: "no temperature to speak of", params: { temperature: 1e-4 } },
])("$name is greedy", async ({ params }) => {
  await withContext({}, async (context) => {
    const expected = await generate(context, greedy);
    expect(await generate(context, { ...greedy, temperature: 1, ...params })).toEqual(expected);
  });
});

test("draws follow the probabilities", async () => {
  await withContext({}, async (context, model) => {
    const targets = Array.from({ length: model.facts.nVocab }, (_, token) => token);
    const entries = defaultPrompt.map((token, position) => ({ token, position }));
    const last = { token: 5, position: defaultPrompt.length, targets };
    await context.step(batchOf(entries));
    const { logProbs } = await context.step(batchOf([last]));
    const best = logProbs.indexOf(Math.max(...logProbs));
    const share = Math.exp(logProbs[best] ?? 0);
    const draws = 2000;
    const sampler = context.createSampler({ ...greedy, temperature: 1 });
    let hits = 0;
    for (let i = 0; i < draws; i++) {
      context.edit(Int32Array.of(0, 0, 0, defaultPrompt.length, -1));
      const { drawn } = await context.step(batchOf([{ ...last, targets: [], draw: sampler }]));
      hits += drawn[0] === best ? 1 : 0;
    }
    expect(Math.abs(hits / draws - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / draws) + 1e-9);
  });
});

test("a repetition penalty counts prompt and answer, greedy and drawn", async () => {
  const seen = [1, 2, 3];
  await withRecurrentContext({}, async (context) => {
    for (const temperature of [0, 0.01]) {
      const params = { ...greedy, temperature };
      const plain = await generate(context, params, { prompt: seen, n: 12 });
      expect(new Set([...plain, ...seen]).size).toBeLessThan(plain.length + seen.length);
      const penalised = await generate(context, { ...params, repetitionPenalty: 1e6 }, { prompt: seen, n: 12 });
      expect(new Set([...penalised, ...seen]).size).toBe(penalised.length + seen.length);
      // Too small a penalty to change which token is best.
      expect(await generate(context, { ...params, repetitionPenalty: 1.000001 }, { prompt: seen, n: 12 })).toEqual(
        plain,
      );
    }
  });
});

test("rows that are drawn with a penalty and without, and scored, do not disturb each other", async () => {
  await withContext({}, async (context) => {
    const alone = await scoreAlone(context, defaultPrompt);
    const heavy = context.createSampler({ ...greedy, repetitionPenalty: 1e6 });
    heavy.accept(Int32Array.from(someTokens(300, 4)));
    const batch = batchOf(defaultPrompt.map((token, position) => ({ token, position })));
    const row = 8;
    const { drawn, logProbs } = await context.step({
      ...batch,
      rows: Int32Array.of(row),
      targetOffsets: Int32Array.of(0, 1),
      targets: Int32Array.of(defaultPrompt[row + 1] ?? 0),
      drawRows: Int32Array.of(row, row, row, row),
      samplers: [null, heavy, null, null],
      banEnd: Uint8Array.of(1, 0, 0, 1),
    });
    expect(drawn[3]).toBe(drawn[0]);
    expect(logProbs[0]).toBeCloseTo(alone[row] ?? 0, 4);
  });
});

test("a banned end is never drawn, and its logit does not count for the gap", async () => {
  await withTinyContext({}, async (context, model) => {
    const ends = [...model.facts.endTokens];
    expect(ends.length).toBeGreaterThan(0);
    for (const params of [greedy, { ...greedy, temperature: 3 }]) {
      const tokens = await generate(context, params, { n: 60, banEnd: true });
      expect(tokens.filter((token) => ends.includes(token))).toEqual([]);
    }
    // Wherever the model would end.
    const eos = model.facts.eos ?? 0;
    const targets = Array.from({ length: model.facts.nVocab }, (_, token) => token);
    context.edit(clear);
    const entry = { token: eos, position: 0, targets, draw: null, banEnd: true };
    const { drawn, gaps, logProbs } = await context.step(batchOf([entry]));
    const allowed = targets.filter((token) => !ends.includes(token)).sort((a, b) => logProbAt(b) - logProbAt(a));
    expect(drawn[0]).toBe(allowed[0]);
    expect(gaps[0]).toBeCloseTo(logProbAt(allowed[0] ?? 0) - logProbAt(allowed[1] ?? 0), 4);
    function logProbAt(token: number): number {
      return logProbs[token] ?? Number.NaN;
    }
  });
});

test("a sampler is not touched while a step draws with it, nor used after it is closed", async () => {
  await withContext({}, async (context) => {
    const sampler = context.createSampler(greedy);
    const batch = batchOf([{ token: 1, position: 0, draw: sampler }]);
    const step = context.step(batch);
    await expectFailure(() => sampler.accept(Int32Array.of(1)), "ARGUMENT", /the step in flight uses this sampler/);
    sampler.close();
    await step;
    await expectFailure(() => sampler.accept(Int32Array.of(1)), "CLOSED", /the sampler is closed/);
    await expectFailure(() => context.step(batch), "CLOSED", /a sampler of the batch is closed/);
  });
});
