import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Engine } from "../../src/engines/engine.ts";
import { openRuntime } from "../../src/engines/node-llama-cpp/library.ts";
import { openVocabulary } from "../../src/engines/node-llama-cpp.ts";
import { engineContract } from "../contracts/engine.ts";
import { seededRandom } from "../contracts/random.ts";
import { floats, ggufBytes } from "./gguf-writer.ts";
import { openTiny, tinyModelPath } from "./tiny-model.ts";

engineContract("node-llama-cpp", openTiny);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "oc-local-engine-"));
});
afterAll(() => rm(folder, { recursive: true }));

const sequence = Int32Array.from({ length: 51 }, (_, i) => (i * 733 + 44) % 2000);

async function logProbsOf(engine: Engine, tokens: Int32Array, from = 1): Promise<number[]> {
  async function* requests() {
    yield { index: 0, tokens, from };
  }
  for await (const { logProbs } of engine.score(requests())) return [...logProbs];
  throw new Error("no result");
}

test("50 log-probabilities and their sum agree with the full distributions", async () => {
  const { llama } = await openRuntime({ backend: "cpu", index: null });
  const model = await llama.loadModel({ modelPath: tinyModelPath });
  const context = await model.createContext({
    contextSize: 256,
    threads: 1,
    flashAttention: false,
    experimentalKvCacheKeyType: "F32",
    experimentalKvCacheValueType: "F32",
  });
  const askAll = { generateNext: { probabilities: true, options: { temperature: 0 } } };
  const outputs = await context
    .getSequence()
    .controlledEvaluate([...sequence.subarray(0, 50)].map((token) => [token as never, askAll]));
  const expected = outputs.map((output, i) => {
    const probabilities = output?.next.probabilities ?? new Map<never, number>();
    return Math.log(probabilities.get(sequence[i + 1] as never) ?? Number.NaN);
  });
  await context.dispose();
  await model.dispose();

  const engine = await openTiny();
  const actual = await logProbsOf(engine, sequence);
  await engine.close();
  expect(actual).toHaveLength(50);
  const differences = actual.map((logProb, i) => Math.abs(logProb - (expected[i] as number)));
  expect(Math.max(...differences)).toBeLessThan(1e-3);
  const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);
  expect(Math.abs(sum(actual) - sum(expected))).toBeLessThan(5e-3);
});

test("a flow begins with empty cells: a prompt that was computed before it is computed again", async () => {
  let steps = 0;
  const long = Int32Array.from({ length: 700 }, (_, i) => (i * 733 + 44) % 2000);
  const engine = await openTiny({ contextSize: 1024, parallelSequences: 1, onStep: () => steps++ });
  const first = await logProbsOf(engine, long, 699);
  expect(steps).toBe(2); // of at most 512 tokens
  expect(await logProbsOf(engine, long, 699)).toEqual(first);
  expect(steps).toBe(2 + 1 + 2); // one to empty the cells
  await engine.close();
});

test("a vocabulary is opened without weights and tokenizes as the engine does", async () => {
  const vocabulary = await openVocabulary({ modelPath: tinyModelPath, device: { backend: "cpu", index: null } });
  const engine = await openTiny();
  expect(vocabulary.info).toMatchObject({ trainedContextSize: 4096, vocabularySize: 2048, addsBos: true });
  for (const text of ["", "The <|im_start|> 答案", " x\n\ny "])
    for (const addBos of ["model", true, false] as const)
      for (const parseSpecial of [true, false]) {
        const tokens = vocabulary.tokenize(text, { addBos, parseSpecial });
        expect(tokens).toEqual(engine.tokenize(text, { addBos, parseSpecial }));
        expect(vocabulary.detokenize(tokens)).toBe(engine.detokenize(tokens));
      }
  await engine.close();
  await vocabulary.close();
  expect(() => vocabulary.tokenize("a", { addBos: false, parseSpecial: false })).toThrow("closed");
});

test("control tokens are text only when they are wanted", async () => {
  const engine = await openTiny();
  try {
    const tokens = engine.tokenize("<|im_start|>一 a<|im_end|>", { addBos: false, parseSpecial: true });
    expect(engine.detokenize(tokens)).toBe("<|im_start|>一 a<|im_end|>");
    expect(engine.detokenize(tokens, { special: false })).toBe("一 a");
  } finally {
    await engine.close();
  }
});

test("the engine says what it is", async () => {
  const engine = await openTiny({ contextSize: "model", parallelSequences: "auto" });
  expect(engine.info).toMatchObject({
    engine: "node-llama-cpp",
    contextSize: 4096,
    device: "CPU (1 thread)",
    bosToken: "<|startoftext|>",
    eosToken: "<|im_end|>",
    versions: { "node-llama-cpp": "3.22.1", "llama.cpp": expect.stringMatching(/./) },
  });
  expect(engine.info.parallelSequences).toBeGreaterThan(1);
  await engine.close();
});

/** A low-rank adapter of one matrix of the tiny model. */
async function writeAdapter(architecture: string): Promise<string> {
  const random = seededRandom(11);
  const values = (count: number): number[] => Array.from({ length: count }, () => random() - 0.5);
  const path = join(folder, `${architecture}-adapter.gguf`);
  const bytes = ggufBytes({
    metadata: {
      "general.architecture": { type: "string", value: architecture },
      "general.type": { type: "string", value: "adapter" },
      "adapter.type": { type: "string", value: "lora" },
      "adapter.lora.alpha": { type: "f32", value: 8 },
    },
    tensors: [
      { name: "blk.0.attn_q.weight.lora_a", dimensions: [128, 4], data: floats(values(128 * 4)) },
      { name: "blk.0.attn_q.weight.lora_b", dimensions: [4, 128], data: floats(values(4 * 128)) },
    ],
  });
  await writeFile(path, bytes);
  return path;
}

test("a LoRA adapter counts with its scale, several add up", async () => {
  const path = await writeAdapter("llama");
  const withAdapters = async (scales: number[]): Promise<number[]> => {
    const engine = await openTiny({ adapters: scales.map((scale) => ({ path, scale })) });
    const logProbs = await logProbsOf(engine, sequence);
    await engine.close();
    return logProbs;
  };
  const base = await withAdapters([]);
  expect(await withAdapters([0])).toEqual(base);
  const full = await withAdapters([1]);
  expect(full).not.toEqual(base);
  expect(await withAdapters([0.25])).not.toEqual(full);
});

test("what is no adapter, or one for another architecture, is refused before anything loads", async () => {
  const wrongKind = openTiny({ adapters: [{ path: tinyModelPath, scale: 1 }] });
  await expect(wrongKind).rejects.toMatchObject({ code: "MODEL_FILE", message: expect.stringContaining("not a LoRA") });
  const other = openTiny({ adapters: [{ path: await writeAdapter("qwen2"), scale: 1 }] });
  await expect(other).rejects.toMatchObject({ code: "MODEL_FILE", message: expect.stringContaining("qwen2") });
});

async function writeModel(architecture: string): Promise<string> {
  const path = join(folder, `${architecture}.gguf`);
  const metadata = { "general.architecture": { type: "string", value: architecture } } as const;
  await writeFile(path, ggufBytes({ metadata, tensors: [{ name: "t", dimensions: [2], data: floats([1, 2]) }] }));
  return path;
}

test("an architecture that llama.cpp does not know is refused", async () => {
  await expect(openTiny({ modelPath: await writeModel("fantasy") })).rejects.toMatchObject({
    code: "MODEL_FILE",
    message: expect.stringMatching(
      /fantasy\.gguf has the architecture "fantasy", which llama\.cpp \S+, .* does not know/,
    ),
  });
});

test("a model that llama.cpp cannot load is an error with what llama.cpp says", async () => {
  await expect(openTiny({ modelPath: await writeModel("llama") })).rejects.toMatchObject({
    code: "MODEL_FILE",
    message: expect.stringMatching(/llama\.gguf lacks the key .*: .*not found in model/),
  });
});

test("a context that memory cannot hold is refused with the plan", async () => {
  await expect(openTiny({ contextSize: 2_000_000_000 })).rejects.toMatchObject({
    code: "ENGINE",
    message: expect.stringMatching(/TiB of memory.*\nweights.*\nKV cache.*\ncompute buffers.*\ntotal.*does not fit/),
  });
});

test("a GPU other than the first is refused with the remedy", async () => {
  await expect(openTiny({ device: { backend: "cuda", index: 1 } })).rejects.toMatchObject({
    code: "DEVICE",
    hint: "set CUDA_VISIBLE_DEVICES=1 and use --device cuda",
  });
});

const hasGpu = existsSync("/dev/nvidia0");

test.skipIf(hasGpu)("a GPU that is not there is refused, and auto falls back to the CPU", async () => {
  await expect(openTiny({ device: { backend: "cuda", index: null } })).rejects.toMatchObject({ code: "DEVICE" });
  const engine = await openTiny({ device: { backend: "auto", index: null } });
  expect(engine.info.device).toMatch(/^CPU/);
  await engine.close();
});

test.skipIf(!hasGpu)("a CUDA GPU computes the same log-probabilities (skipped without /dev/nvidia0)", async () => {
  const gpu = await openTiny({ device: { backend: "cuda", index: 0 }, gpuLayers: "max" });
  const cpu = await openTiny();
  expect(gpu.info.device).toMatch(/^CUDA0 /);
  const expected = await logProbsOf(cpu, sequence);
  const actual = await logProbsOf(gpu, sequence);
  for (const [i, logProb] of actual.entries()) expect(Math.abs(logProb - (expected[i] as number))).toBeLessThan(0.1);
  await gpu.close();
  await cpu.close();
});

// Last: llama.cpp's log goes to the thread that loaded it last.
test("works in a worker thread beside the main thread, which goes on after the worker has ended", async () => {
  const engine = await openTiny();
  const expected = await logProbsOf(engine, sequence);
  const worker = new Worker(new URL("./open-in-worker.mjs", import.meta.url), { workerData: [...sequence] });
  const answered = new Promise<number[]>((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
  const ended = new Promise((resolve) => worker.once("exit", resolve));
  expect(await answered).toEqual(expected);
  expect(await ended).toBe(0);
  expect(await logProbsOf(engine, sequence)).toEqual(expected);
  await engine.close();
});
