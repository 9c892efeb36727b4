// Files of which llama.cpp computes full attention where the model has a sliding window.

import { expect, test } from "vitest";
import { exactUpTo } from "../../src/core/deviation.ts";
import { ggufDeviations } from "../../src/engines/gguf/deviations.ts";

const deviationsOf = (architecture: string, pairs: Record<string, string | number>, contextLength = 8192) =>
  ggufDeviations({ architecture, contextLength, metadata: new Map(Object.entries(pairs)) });

test.each([
  ["a Phi-3 file by its key", "phi3", { "phi3.attention.sliding_window": 2047 }, 2047],
  ["a llama file by its key", "llama", { "llama.attention.sliding_window": 512 }, 512],
  ["every StarCoder2", "starcoder2", {}, 4096],
  ["Mistral 7B v0.1 by its name", "llama", { "general.name": "Mistral-7B-Instruct-v0.1" }, 4096],
  ["a model made from it", "llama", { "general.name": "Zephyr", "general.base_model.0.name": "Mistral 7B v0.1" }, 4096],
] as const)("%s is told", (_, architecture, pairs, window) => {
  const [deviation, ...others] = deviationsOf(architecture, pairs);
  expect(others).toEqual([]);
  expect(deviation?.what).toContain(`sliding window of ${window} tokens`);
  expect(exactUpTo(deviationsOf(architecture, pairs))).toBe(window);
});

test.each([
  ["a window that llama.cpp keeps to", "gemma3", { "gemma3.attention.sliding_window": 512 }, 8192],
  ["a window as long as the context", "phi3", { "phi3.attention.sliding_window": 8192 }, 8192],
  ["a window of 0, which is none", "phi3", { "phi3.attention.sliding_window": 0 }, 8192],
  ["a later Mistral", "llama", { "general.name": "Mistral-7B-Instruct-v0.3" }, 8192],
] as const)("%s is nothing to tell of", (_, architecture, pairs, contextLength) => {
  expect(deviationsOf(architecture, pairs, contextLength)).toEqual([]);
  expect(exactUpTo([])).toBeUndefined();
});
