// The ONNX engine: the contract of every engine, and agreement with the native one on the same weights.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { GenerateRequest, Generation, ScoreRequest } from "../../src/core/request.ts";
import type { Engine } from "../../src/engines/engine.ts";
import { open as openLlama } from "../../src/engines/llama.ts";
import { open, openVocabulary, planMemory } from "../../src/engines/onnx.ts";
import { engineContract } from "../contracts/engine.ts";
import { randomTree, seededRandom } from "../contracts/random.ts";
import { tinyOnnxFolder } from "./onnx-forms/tiny-weights.ts";
import { writeForm } from "./onnx-forms/write-form.ts";
import { tinyOptions } from "./tiny-model.ts";

const scratch = mkdtempSync(join(tmpdir(), "oc-local-onnx-"));
afterAll(() => rmSync(scratch, { recursive: true }));

const onnxOptions = (options: Parameters<typeof tinyOptions>[0] = {}) =>
  tinyOptions({ modelPath: tinyOnnxFolder, ...options });

engineContract("onnx", (options) => open(onnxOptions(options)));

// Its cache is written in place, which is another way through the engine.
const grouped = writeForm(join(scratch, "grouped"), { graph: { attention: "grouped", positions: "mask" } });
engineContract("onnx, GroupQueryAttention", (options) => open(onnxOptions({ modelPath: grouped, ...options })));

test("random trees score as on the native engine, within half precision", async () => {
  const [onnx, llama] = [await open(onnxOptions()), await openLlama(tinyOptions())];
  for (const seed of [21, 22, 23]) {
    const random = seededRandom(seed);
    const requests = randomTree(random, { count: 60, vocabulary: 5 * seed }).map((tokens, index) => ({
      index,
      tokens,
      from: 1 + Math.floor(random() * tokens.length),
    }));
    const [mine, other] = [await scores(onnx, requests), await scores(llama, requests)];
    for (const [i, values] of mine.entries())
      for (const [k, value] of values.entries())
        expect(Math.abs(value - (other[i]?.[k] as number))).toBeLessThanOrEqual(0.02);
  }
  await onnx.close();
  await llama.close();
});

test("every distinct token of a window is computed once", async () => {
  const engine = await open(onnxOptions());
  const shared = Array.from({ length: 120 }, (_, i) => 300 + i);
  const requests = Array.from({ length: 40 }, (_, index) => {
    const own = [600 + index, 700 + index, 800 + index];
    return { index, tokens: Int32Array.from([...shared, ...own]), from: 121 };
  });
  const before = engine.timings().computedTokens;
  await scores(engine, requests);
  // The last token of each is asked for, never computed.
  expect(engine.timings().computedTokens - before).toBe(120 + 40 * 2);
  await engine.close();
});

test("a prefix that a busy neighbour is reading is computed once", async () => {
  const prefix = Array.from({ length: 150 }, (_, i) => 300 + i);
  const requests = Array.from({ length: 8 }, (_, index): GenerateRequest => {
    const tokens = Int32Array.from([...prefix, 600 + index, 700 + index]);
    return { index, tokens, maxTokens: 4, minTokens: 4, stopWords: [], sampling: greedy };
  });
  const engine = await open(onnxOptions({ parallelSequences: 8 }));
  const before = engine.timings().computedTokens;
  const together = await generations(engine, requests);
  expect(engine.timings().computedTokens - before).toBeLessThanOrEqual(150 + 8 * (2 + 4));
  await engine.close();
  const single = await open(onnxOptions({ parallelSequences: 1 }));
  const alone = await generations(single, requests);
  await single.close();
  for (const [i, { tokens }] of together.entries()) expect(tokens).toEqual(alone[i]?.tokens);
});

test("two engines in one process compute side by side", async () => {
  const engines = await Promise.all([open(onnxOptions()), open(onnxOptions())]);
  const tokens = Int32Array.from({ length: 60 }, (_, i) => 300 + i);
  const both = await Promise.all(engines.map((engine) => scores(engine, [{ index: 0, tokens, from: 1 }])));
  expect(both[0]).toEqual(both[1]);
  await Promise.all(engines.map((engine) => engine.close()));
});

test("a vocabulary is opened without weights and tokenizes as the engine does", async () => {
  const [engine, vocabulary] = [
    await open(onnxOptions()),
    await openVocabulary({ modelPath: tinyOnnxFolder, device: { backend: "cpu", index: null } }),
  ];
  const text = "问题：1 + 1 = ?";
  const options = { addBos: "model", parseSpecial: true } as const;
  expect(vocabulary.tokenize(text, options)).toEqual(engine.tokenize(text, options));
  expect(vocabulary.info).toMatchObject({ vocabularySize: 2048, trainedContextSize: 4096 });
  await vocabulary.close();
  await engine.close();
});

test("the memory plan counts weights and cache exactly", async () => {
  const plan = await planMemory(onnxOptions({ contextSize: 256, parallelSequences: 4 }));
  expect(plan.weights).toBe(4 * (128 * 2048 + 4 * (128 * (2 * 128 + 2 * 64 + 3 * 320) + 2 * 128) + 128));
  expect(plan.kvCache).toBe(4 * 4 * 256 * (4 * 2 * 2 * 32));
});

test("an engine that shares the CPU plans with its part of the memory, and opens in no less", async () => {
  const options = onnxOptions({ contextSize: 256, parallelSequences: "auto" });
  const whole = await planMemory(options);
  const part = await planMemory({ ...options, memoryBytes: whole.total / 2 });
  expect(part.parallelSequences).toBeLessThan(whole.parallelSequences);
  const one = await planMemory({ ...options, parallelSequences: 1 });
  const tooLittle = { ...options, parallelSequences: 1, memoryBytes: one.total - 1 };
  expect((await planMemory(tooLittle)).fits).toBe(false);
  await expect(open(tooLittle)).rejects.toMatchObject({ code: "ENGINE", message: expect.stringContaining("are free") });
});

const greedy = { temperature: 0, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 };

async function scores(engine: Engine, requests: readonly ScoreRequest[]): Promise<number[][]> {
  const results: number[][] = [];
  for await (const { index, logProbs } of engine.score(flowOf(requests))) results[index] = [...logProbs];
  return results;
}

async function generations(engine: Engine, requests: readonly GenerateRequest[]): Promise<Generation[]> {
  const results: Generation[] = [];
  for await (const generation of engine.generate(flowOf(requests))) results[generation.index] = generation;
  return results;
}

async function* flowOf<Request>(requests: readonly Request[]): AsyncGenerator<Request> {
  yield* requests;
}
