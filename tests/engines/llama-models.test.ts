// What the native engine does with LoRA adapters and with models that have no KV cells.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { GenerateRequest, ScoreRequest } from "../../src/core/request.ts";
import type { Engine } from "../../src/engines/engine.ts";
import { readGguf } from "../../src/engines/gguf.ts";
import { open } from "../../src/engines/llama.ts";
import { randomTree, seededRandom } from "../contracts/random.ts";
import { writeAdapter, writeRecurrentModel } from "../native/gguf-file.ts";
import { tinyModelPath, tinyOptions } from "./tiny-model.ts";

const folder = mkdtempSync(join(tmpdir(), "oc-local-llama-models-"));
afterAll(() => rmSync(folder, { recursive: true }));

const { architecture, metadata } = await readGguf(tinyModelPath);
const shape = {
  architecture,
  layers: Number(metadata.get(`${architecture}.block_count`)),
  size: Number(metadata.get(`${architecture}.embedding_length`)),
  rank: 4,
};

test("an adapter changes scores by its scale, in scoring and in generation", async () => {
  const path = join(folder, "adapter.gguf");
  writeAdapter(path, shape);
  const requests = randomRequests(1, 2048);
  const withScale = async (scale: number) => {
    const engine = await open(tinyOptions({ adapters: [{ path, scale }] }));
    const scores = await scoreAll(engine, requests);
    const answers = await generateAll(engine, requests);
    await engine.close();
    return { scores, answers };
  };
  const engine = await open(tinyOptions());
  const plain = await scoreAll(engine, requests);
  await engine.close();
  expect(largestDifference((await withScale(0)).scores, plain)).toBeLessThan(1e-2);
  const changed = await withScale(1);
  expect(largestDifference(changed.scores, plain)).toBeGreaterThan(0.05);
  expect(changed.answers).not.toEqual((await withScale(0)).answers);
});

test.each([
  {
    title: "another architecture",
    change: { architecture: "qwen2" },
    code: "MODEL_FILE",
    message: /adapter for qwen2/,
  },
  { title: "another size", change: { size: 2 * shape.size }, code: "MODEL_FILE", message: /incorrect shape/ },
])("an adapter of $title is refused, and the process goes on", async ({ change, code, message }) => {
  const path = join(folder, "other.gguf");
  writeAdapter(path, { ...shape, ...change });
  await expect(open(tinyOptions({ adapters: [{ path, scale: 1 }] }))).rejects.toMatchObject({
    code,
    message: expect.stringMatching(message),
  });
  const engine = await open(tinyOptions());
  expect(await scoreAll(engine, randomRequests(2, 2048))).toHaveLength(20);
  await engine.close();
});

test("a recurrent model scores together as it does alone, and says that it shares nothing", async () => {
  const modelPath = join(folder, "mamba.gguf");
  writeRecurrentModel(modelPath);
  const engine = await open(tinyOptions({ modelPath, parallelSequences: 4 }));
  expect(engine.info.prefixSharing).toMatch(/cannot be cut back/);
  const requests = randomRequests(3, 64);
  const together = await scoreAll(engine, requests);
  const alone: Float32Array[] = [];
  for (const request of requests) alone.push(...(await scoreAll(engine, [request])));
  expect(largestDifference(together, alone)).toBeLessThan(1e-3);
  await engine.close();
});

function randomRequests(seed: number, vocabulary: number): ScoreRequest[] {
  const random = seededRandom(seed);
  return randomTree(random, { count: 20, vocabulary }).map((tokens, index) => ({ index, tokens, from: 1 }));
}

async function scoreAll(engine: Engine, requests: readonly ScoreRequest[]): Promise<Float32Array[]> {
  const found: Float32Array[] = [];
  for await (const { index, logProbs } of engine.score(flowOf(requests))) found[index] = logProbs;
  return found.filter((logProbs) => logProbs !== undefined);
}

/** Greedy answers, in the order of the requests. */
async function generateAll(engine: Engine, requests: readonly ScoreRequest[]): Promise<number[][]> {
  const sampling = { temperature: 0, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 };
  const asked = requests.map(
    ({ index, tokens }): GenerateRequest => ({ index, tokens, maxTokens: 5, minTokens: 5, stopWords: [], sampling }),
  );
  const found: number[][] = [];
  for await (const { index, tokens } of engine.generate(flowOf(asked))) found[index] = [...tokens];
  return found.filter((tokens) => tokens !== undefined);
}

function largestDifference(a: readonly Float32Array[], b: readonly Float32Array[]): number {
  expect(a.map(({ length }) => length)).toEqual(b.map(({ length }) => length));
  return Math.max(...a.flatMap((values, i) => [...values].map((value, k) => Math.abs(value - (b[i]?.[k] ?? 0)))));
}

async function* flowOf<T>(requests: readonly T[]): AsyncGenerator<T> {
  yield* requests;
}
