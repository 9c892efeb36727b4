// The sampler draws with the frequencies that its settings ask for.

import { expect, test } from "vitest";
import type { Sampling } from "../../src/core/request.ts";
import { Sampler } from "../../src/engines/onnx/compute/sampler.ts";

const plain: Sampling = { temperature: 1, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 7 };
/** Probabilities 0.5, 0.25, 0.15, 0.1 of tokens 2, 0, 3, 1. */
const logits = [0.25, 0.1, 0.5, 0.15].map(Math.log);

test.each<[name: string, sampling: Partial<Sampling>, expected: number[]]>([
  ["all tokens", {}, [0.25, 0.1, 0.5, 0.15]],
  ["the two best", { topK: 2 }, [1 / 3, 0, 2 / 3, 0]],
  ["the nucleus of 0.7", { topP: 0.7 }, [1 / 3, 0, 2 / 3, 0]],
  ["those with a quarter of the best", { minP: 0.25 }, [0.25 / 0.9, 0, 0.5 / 0.9, 0.15 / 0.9]],
  ["hot", { temperature: 1e6 }, [0.25, 0.25, 0.25, 0.25]],
  ["cold", { temperature: 0.01 }, [0, 0, 1, 0]],
])("%s", (_name, sampling, expected) => {
  const sampler = new Sampler({ ...plain, ...sampling }, new Int32Array(0));
  const draws = 4000;
  const counts = [0, 0, 0, 0];
  for (let i = 0; i < draws; i++) {
    const token = sampler.draw(logits, (candidate) => candidate);
    counts[token] = (counts[token] as number) + 1;
  }
  for (const [token, share] of expected.entries())
    expect(Math.abs((counts[token] as number) / draws - share)).toBeLessThan(share === 0 ? 1e-9 : 0.03);
});

test("what was read or written counts for the penalty once, and banned tokens never come", () => {
  const sampler = new Sampler({ ...plain, temperature: 0, repetitionPenalty: 2 }, Int32Array.of(2, 2));
  const draw = (banned: number[]) => sampler.drawFromAll(Float32Array.from([3, 1, 5, 2]), new Set(banned));
  expect(draw([])).toBe(0); // 5 became 2.5
  expect(draw([])).toBe(2); // 3 became 1.5
  expect(draw([2])).toBe(3);
});

test("without a number among the logits nothing is drawn", () => {
  const sampler = new Sampler(plain, new Int32Array(0));
  expect(sampler.draw([Number.NaN, Number.NEGATIVE_INFINITY], (candidate) => candidate)).toBe(-1);
});
