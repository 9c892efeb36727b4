import { expect, test } from "vitest";
import { readGguf } from "../../src/engines/gguf.ts";
import { formatBytes, freeMemory, type MemoryRequest, planMemory } from "../../src/engines/memory-plan.ts";
import { tinyModelPath } from "./tiny-model.ts";

const gguf = await readGguf(tinyModelPath);
const request: MemoryRequest = { gguf, contextSize: 1000, parallelSequences: 2, freeBytes: 2 ** 30 };

test("weights and KV cache are exact", () => {
  const plan = planMemory(request);
  // 4 layers, 2 KV heads of 32 for keys and values, 2 bytes each; 1000 tokens take 1024 cells
  expect(plan.kvCache).toBe(4 * 2 * (32 + 32) * 2 * 1024 * 2);
  expect(plan.weights).toBe(gguf.weightBytes);
  expect(plan.total).toBe(plan.weights + plan.kvCache + plan.compute);
  expect(plan.fits).toBe(true);
});

test("the plan prints as a short table", () => {
  expect(planMemory(request).lines).toMatchInlineSnapshot(`
    [
      "weights            1.82 MiB  F16, 38 tensors",
      "KV cache           2.00 MiB  2 × 1024 tokens of 1.00 KiB",
      "compute buffers    8.00 MiB  estimate",
      "total              11.8 MiB  fits in 1.00 GiB free",
    ]
  `);
});

test("auto takes as many sequences as memory allows, and at least one", () => {
  const auto = (freeBytes: number) =>
    planMemory({ ...request, contextSize: 4096, parallelSequences: "auto", freeBytes }).parallelSequences;
  const one = planMemory({ ...request, contextSize: 4096, parallelSequences: 1 });
  expect(auto(2 ** 40)).toBe(8);
  expect(auto((one.total + 4 * one.kvCache) / 0.85)).toBe(4);
  expect(auto(one.total / 0.85)).toBe(1);
  expect(auto(0)).toBe(1);
  expect(planMemory({ ...request, parallelSequences: "auto", freeBytes: 0 }).fits).toBe(false);
});

test("with layers on a GPU only their part is counted", () => {
  const none = planMemory({ ...request, gpuLayers: 0 });
  const half = planMemory({ ...request, gpuLayers: 2 });
  const all = planMemory({ ...request, gpuLayers: 5 });
  expect(none).toMatchObject({ weights: 0, kvCache: 0 });
  expect(half.kvCache).toBe(planMemory(request).kvCache / 2);
  expect(half.weights).toBeGreaterThan(0);
  expect(all).toMatchObject({ weights: gguf.weightBytes, kvCache: planMemory(request).kvCache });
});

test("auto keeps all layers on the GPU with fewer sequences, then gives up layers", () => {
  const onGpu: MemoryRequest = { ...request, contextSize: 4096, parallelSequences: "auto", gpuLayers: "auto" };
  const needed = (gpuLayers: number, parallelSequences: number) =>
    planMemory({ ...onGpu, gpuLayers, parallelSequences }).total / 0.85;
  const chosen = (freeBytes: number) => {
    const { gpuLayers, parallelSequences } = planMemory({ ...onGpu, freeBytes });
    return [gpuLayers, parallelSequences];
  };
  expect(chosen(2 ** 40)).toEqual([5, 8]);
  expect(chosen(needed(5, 2))).toEqual([5, 2]);
  expect(chosen(needed(3, 1))).toEqual([3, 1]);
  expect(chosen(0)).toEqual([0, 1]);
  expect(planMemory({ ...onGpu, gpuLayers: "max", freeBytes: 0 })).toMatchObject({ gpuLayers: 5, fits: false });
});

test("quantised cells and the cells of scoring are counted", () => {
  const cache = (more: Partial<MemoryRequest>) => planMemory({ ...request, ...more }).kvCache;
  expect(cache({ kvCacheType: "q8_0" })).toBe((cache({}) * 17) / 32);
  expect(cache({ parallelSequences: 1, scoringCells: 1512 })).toBe((cache({ parallelSequences: 1 }) * 1512) / 1024);
  expect(cache({ parallelSequences: 1, scoringCells: 1024, scoringCacheType: "f32" })).toBe(
    2 * cache({ parallelSequences: 1 }),
  );
});

test("attention without flash attention needs room for its scores in long contexts", () => {
  const long = { ...request, contextSize: 32768 };
  expect(planMemory({ ...long, matrixTokens: 512 }).compute).toBeGreaterThan(planMemory(long).compute);
});

test("free memory is a plausible number of bytes", () => {
  expect(freeMemory()).toBeGreaterThan(2 ** 20);
});

test.each([
  [0, "0 B"],
  [1023, "1023 B"],
  [1024, "1.00 KiB"],
  [562_537_728, "536 MiB"],
  [1.75 * 2 ** 30, "1.75 GiB"],
])("%d bytes are written %s", (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});
