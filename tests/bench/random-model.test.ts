import { mkdtemp, open as openFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Engine } from "../../src/engines/engine.ts";
import { readGguf, requireLanguageModel } from "../../src/engines/gguf.ts";
import { open } from "../../src/engines/node-llama-cpp.ts";
import { vocabularySize, wordCount, wordText, wordToken } from "./random-model/vocabulary.ts";
import { benchShape, modelHeader, randomModel } from "./random-model.ts";
import { randomModelWords, wordsOf } from "./words.ts";

const small = { layers: 2, width: 64, feedForward: 128, heads: 2, kvHeads: 1 };
let folder: string;
let path: string;
let engine: Engine;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "oc-local-random-model-"));
  path = await randomModel(small, folder);
  engine = await open({
    modelPath: path,
    contextSize: 128,
    parallelSequences: 1,
    device: { backend: "cpu", index: null },
    threads: 1,
    adapters: [],
    gpuLayers: "auto",
    flashAttention: "auto",
    useMmap: true,
  });
});

afterAll(async () => {
  await engine.close();
  await rm(folder, { recursive: true });
});

test("the file is a complete language model", async () => {
  const gguf = await readGguf(path);
  requireLanguageModel(gguf);
  expect(gguf).toMatchObject({ architecture: "llama", fileType: "Q8_0", vocabularySize, contextLength: 4096 });
  expect(gguf.tensors).toHaveLength(3 + 9 * small.layers);
});

test("the bench's model has 281 M parameters", () => {
  const header = modelHeader(benchShape);
  expect(header.length).toBeGreaterThan(5_000_000); // nearly all of it is the vocabulary
  const { width, layers, feedForward } = benchShape;
  const weights = 2 * vocabularySize * width + layers * width * (2 * width + (2 * width) / 3 + 3 * feedForward);
  expect(Math.round(weights / 1e6)).toBe(281);
});

test("a file that is right is kept, a damaged one is made anew", async () => {
  const { mtimeMs, size } = await stat(path);
  await randomModel(small, folder);
  expect((await stat(path)).mtimeMs).toBe(mtimeMs);
  const file = await openFile(path, "r+");
  await file.truncate(size - 1);
  await file.close();
  await randomModel(small, folder);
  expect((await stat(path)).size).toBe(size);
});

test("the text of any words is their tokens, and back", () => {
  const tokens = Int32Array.from([wordToken(0), wordToken(wordCount - 1), ...wordsOf(randomModelWords, 3)(400)]);
  const text = [...tokens].map(wordText).join("");
  expect(engine.tokenize(text, { addBos: "model", parseSpecial: false })).toEqual(tokens);
  expect(engine.detokenize(tokens)).toBe(text);
});

test("log-probabilities are finite and differ", async () => {
  const tokens = Int32Array.from(wordsOf(randomModelWords, 4)(100));
  for await (const { logProbs } of engine.score(flowOf([{ index: 0, tokens, from: 1 }]))) {
    expect(logProbs.every(Number.isFinite)).toBe(true);
    expect(new Set(logProbs).size).toBeGreaterThan(90);
  }
});

test("generation goes on until it is stopped, with varied tokens", async () => {
  const sampling = { temperature: 0, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 };
  const tokens = Int32Array.from(wordsOf(randomModelWords, 5)(20));
  const request = { index: 0, tokens, maxTokens: 64, minTokens: 0, stopWords: [], sampling };
  for await (const { finishReason, tokens: generated } of engine.generate(flowOf([request]))) {
    expect(finishReason).toBe("length");
    expect(new Set(generated).size).toBeGreaterThan(3);
  }
});

async function* flowOf<T>(requests: readonly T[]): AsyncGenerator<T> {
  yield* requests;
}
