// The native engine: the contract of every engine, and agreement with the portable one, which shares no code with it above
// llama.cpp.

import { copyFile, mkdtemp, rm, truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { GenerateRequest, Generation, ScoreRequest } from "../../src/core/request.ts";
import type { Engine, GenerationWork } from "../../src/engines/engine.ts";
import { listGpus, open, openVocabulary, planMemory } from "../../src/engines/llama.ts";
import { engineContract } from "../contracts/engine.ts";
import { randomTree, seededRandom } from "../contracts/random.ts";
import { openTiny, tinyModelPath, tinyOptions } from "./tiny-model.ts";

engineContract("llama", (options) => open(tinyOptions(options)));

let folder: string;
let engine: Engine;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "oc-local-llama-"));
  engine = await open(tinyOptions({ parallelSequences: 8 }));
});
afterAll(async () => {
  await engine.close();
  await rm(folder, { recursive: true });
});

// Which of llama.cpp's kernels for attention computes, and how far they let a log-probability move.
const attention = [
  { flashAttention: false, tolerance: 1e-2 },
  { flashAttention: true, tolerance: 2e-2 },
];

test.each(attention)(
  "random trees score as on the portable engine, alone and together: $flashAttention",
  {
    timeout: 300_000,
  },
  async ({ flashAttention, tolerance }) => {
    const portable = await openTiny();
    const engine = await open(tinyOptions({ flashAttention }));
    let worst = 0;
    let flips = 0;
    for (const seed of [21, 22, 23]) {
      const random = seededRandom(seed);
      const sequences = randomTree(random, { count: 60, vocabulary: 5 * seed });
      const requests = sequences.map((tokens, index) => ({
        index,
        tokens,
        from: 1 + Math.floor(random() * tokens.length),
      }));
      const together = await scores(engine, requests);
      const expected = await scores(portable, requests);
      for (const { index } of requests) {
        const values = together.get(index) as Float32Array;
        const others = expected.get(index) as Float32Array;
        for (const [i, value] of values.entries()) worst = Math.max(worst, Math.abs(value - (others[i] as number)));
      }
      // What a benchmark does with scores: which of four neighbours is the likeliest?
      for (let i = 0; i + 4 <= requests.length; i += 4) {
        const group = [i, i + 1, i + 2, i + 3];
        if (largest(group, together) !== largest(group, expected)) flips++;
      }
    }
    await portable.close();
    await engine.close();
    print(`largest difference ${worst.toExponential(1)}, ${flips} of 45 comparisons flipped`);
    expect(worst).toBeLessThan(tolerance);
    expect(flips).toBe(0);
  },
);

test.each(attention)(
  "greedy answers to 500 prompts are those of one at a time, but for near ties: $flashAttention",
  {
    timeout: 600_000,
  },
  async ({ flashAttention }) => {
    const random = seededRandom(31);
    const requests = Array.from({ length: 500 }, (_, index): GenerateRequest => {
      const length = 4 + Math.floor(random() * 30);
      const tokens = Int32Array.from({ length }, () => 256 + Math.floor(random() * 1700));
      return { index, tokens, maxTokens: 12, minTokens: 12, stopWords: [], sampling: greedy };
    });
    const single = await open(tinyOptions({ parallelSequences: 1, flashAttention }));
    const several = await open(tinyOptions({ parallelSequences: 8, flashAttention }));
    const [together, alone] = [await generations(several, requests), await generations(single, requests)];
    await single.close();
    await several.close();
    const different = requests.filter(
      ({ index }) => String(together.get(index)?.tokens) !== String(alone.get(index)?.tokens),
    );
    for (const { index } of different) {
      const [a, b] = [together.get(index) as Generation, alone.get(index) as Generation];
      const at = a.tokens.findIndex((token, i) => token !== b.tokens[i]);
      const gap = a.topTwoGaps?.[at] as number;
      print(`prompt ${index} differs at token ${at}, where the two best logits are ${gap.toExponential(1)} apart`);
      expect(gap).toBeLessThan(0.05);
    }
    expect(different.length).toBeLessThanOrEqual(5);
  },
);

test("a prefix that a busy neighbour is reading is computed once", async () => {
  const prefix = Array.from({ length: 150 }, (_, i) => 300 + i);
  const requests = Array.from({ length: 8 }, (_, index): GenerateRequest => {
    const tokens = Int32Array.from([...prefix, 600 + index, 700 + index]);
    return { index, tokens, maxTokens: 4, minTokens: 4, stopWords: [], sampling: greedy };
  });
  const timed = await open(tinyOptions({ parallelSequences: 8 }));
  const shared = await generations(timed, requests);
  const { computedTokens } = timed.timings();
  await timed.close();
  expect(computedTokens).toBeLessThanOrEqual(150 + 8 * (2 + 4));
  const single = await open(tinyOptions({ parallelSequences: 1 }));
  const alone = await generations(single, requests);
  await single.close();
  for (const { index } of requests) expect(shared.get(index)?.tokens).toEqual(alone.get(index)?.tokens);
});

test("steps of generation tell what they read and wrote, steps of scoring tell nothing", async () => {
  const told: (GenerationWork | undefined)[] = [];
  const telling = await open(tinyOptions({ parallelSequences: 2, onStep: (work) => told.push(work) }));
  const prompts = [20, 30, 40].map((length) => Int32Array.from({ length }, (_, i) => (i * 733 + length) % 2000));
  const answers = await generations(
    telling,
    prompts.map((tokens, index) => ({ index, tokens, maxTokens: 6, minTokens: 6, stopWords: [], sampling: greedy })),
  );
  expect([...answers.values()].map(({ tokens }) => tokens.length)).toEqual([6, 6, 6]);
  const sum = (of: keyof GenerationWork) => told.reduce((total, work) => total + (work?.[of] ?? 0), 0);
  expect(sum("read")).toBe(20 + 30 + 40);
  // What the last step wrote ended the last answer.
  expect(sum("written")).toBe(3 * 6 - 1);
  told.length = 0;
  await scores(telling, [{ index: 0, tokens: prompts[0] as Int32Array, from: 1 }]);
  expect(told).toEqual([undefined]);
  await telling.close();
});

test("a truncated model is refused, and the process goes on", async () => {
  const path = join(folder, "short.gguf");
  await copyFile(tinyModelPath, path);
  await truncate(path, 700_000);
  await expect(open(tinyOptions({ modelPath: path }))).rejects.toMatchObject({ code: "MODEL_FILE" });
  expect(engine.tokenize("still here", { addBos: true, parseSpecial: true }).length).toBeGreaterThan(1);
});

test("a device that is not there is refused with what was found", async () => {
  const options = tinyOptions({ device: { backend: "vulkan", index: 7 } });
  await expect(open(options)).rejects.toMatchObject({ code: "DEVICE" });
});

test("an engine that shares its device plans with its part of the memory", async () => {
  const options = tinyOptions({ contextSize: 4096, parallelSequences: "auto" });
  const whole = await planMemory(options);
  const part = await planMemory({ ...options, memoryBytes: whole.total / 2 });
  expect(part.total).toBeLessThan(whole.total / 2);
  expect(part.parallelSequences).toBeLessThan(whole.parallelSequences);
});

test("the CPU has no GPUs, and no library is opened to find that out", async () => {
  expect(await listGpus({ backend: "cpu", index: null })).toEqual([]);
});

test("a vocabulary is opened without weights and tokenizes as the engine does", async () => {
  const vocabulary = await openVocabulary({ modelPath: tinyModelPath, device: { backend: "cpu", index: null } });
  const text = "问题：1 + 1 = ?";
  const options = { addBos: "model", parseSpecial: true } as const;
  expect(vocabulary.tokenize(text, options)).toEqual(engine.tokenize(text, options));
  expect(vocabulary.info).toMatchObject({ vocabularySize: 2048, trainedContextSize: 4096 });
  await vocabulary.close();
});

const greedy = { temperature: 0, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 };

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function largest(group: readonly number[], results: Map<number, Float32Array>): number {
  const mean = (index: number) => {
    const values = results.get(index) as Float32Array;
    return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
  };
  return group.reduce((best, index) => (mean(index) > mean(best) ? index : best));
}

async function scores(scored: Engine, requests: ScoreRequest[]): Promise<Map<number, Float32Array>> {
  const results = new Map<number, Float32Array>();
  for await (const { index, logProbs } of scored.score(flowOf(requests))) results.set(index, logProbs);
  return results;
}

async function generations(generating: Engine, requests: GenerateRequest[]): Promise<Map<number, Generation>> {
  const results = new Map<number, Generation>();
  for await (const generation of generating.generate(flowOf(requests))) results.set(generation.index, generation);
  return results;
}

async function* flowOf<Request>(requests: readonly Request[]): AsyncGenerator<Request> {
  yield* requests;
}
