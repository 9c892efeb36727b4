// Every form of an export that can be made here, written from oc-tiny's weights: each gives the reference's log-probabilities as
// far as its precision allows, scores alike with sharing and without, and writes the known answer.

import { readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { GenerateRequest, ScoreRequest } from "../../src/core/request.ts";
import type { Engine } from "../../src/engines/engine.ts";
import { describe, open } from "../../src/engines/onnx.ts";
import { type FolderForm, writeForm } from "./onnx-forms/write-form.ts";
import { tinyOptions } from "./tiny-model.ts";

interface Reference {
  tokens: number[];
  logProbs: number[];
}

const references: Reference[] = readFileSync(new URL("../models/oc-tiny-log-probs.jsonl", import.meta.url), "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line));

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "oc-local-onnx-forms-"));
});
afterAll(() => rm(root, { recursive: true }));

/** What of a prefix is shared, by a word of the engine's description. */
type Sharing = "copies" | "one prompt at a time" | "whole";

/**
 * How far sharing may move a log-probability. More where the runtime quantises activations: by what is computed together, or by
 * the kernel that the size of a batch chooses.
 */
const shareTolerance = 2e-3;

test.each<[name: string, form: FolderForm, sharing: Sharing, worst: number, mean: number, shared?: number]>([
  ["float32", {}, "copies", 1e-3, 1e-5],
  ["weights in a file of their own", { files: "external" }, "copies", 1e-3, 1e-5],
  ["both decoders merged", { files: "merged" }, "copies", 1e-3, 1e-5],
  ["decoders apart", { files: "separate" }, "copies", 1e-3, 1e-5],
  ["decoders apart, the second for one token", { files: "separate, one token" }, "whole", 1e-3, 1e-5],
  ["no past", { graph: { past: false } }, "whole", 1e-3, 1e-5],
  ["no position_ids, counted from the mask", { graph: { positions: "mask" } }, "one prompt at a time", 1e-3, 1e-5],
  ["no position_ids, counted from the past", { graph: { positions: "past" } }, "one prompt at a time", 1e-3, 1e-5],
  ["num_logits_to_keep", { graph: { keepsLast: true } }, "copies", 1e-3, 1e-5],
  ["a window longer than the context", { graph: { window: 4096 } }, "copies", 1e-3, 1e-5],
  ["GroupQueryAttention", { graph: { attention: "grouped", positions: "mask" } }, "copies", 1e-3, 1e-5],
  ["float16", { graph: { weights: "fp16" } }, "copies", 0.03, 1e-3, 0.03],
  ["float16 GroupQueryAttention", { graph: { weights: "fp16", attention: "grouped" } }, "copies", 0.03, 1e-3, 0.03],
  ["int8 weights", { graph: { weights: "int8" } }, "copies", 0.5, 0.02, 0.5],
  ["q8, activations too", { graph: { weights: "q8" } }, "copies", 4, 0.05, 4],
  ["q4", { graph: { weights: "q4" } }, "copies", 4, 0.1],
  ["q4 GroupQueryAttention", { graph: { weights: "q4", attention: "grouped", positions: "mask" } }, "copies", 4, 0.1],
])("%s", { timeout: 120_000 }, async (name, form, sharing, worst, mean, shared = shareTolerance) => {
  const modelPath = writeForm(join(root, name.replaceAll(/\W/g, "-")), form);
  const options = tinyOptions({ modelPath, contextSize: 512, parallelSequences: 4 });
  const engine = await open(options);
  const alone = await open({ ...options, sharing: false });
  try {
    expect(engine.info.prefixSharing).toContain(sharing);
    const scores = await scoresOf(engine);
    const differences = scores.flatMap((values, i) => differencesOf(values, (references[i] as Reference).logProbs));
    expect(differences.length).toBeGreaterThan(3000);
    expect(Math.max(...differences)).toBeLessThanOrEqual(worst);
    expect(differences.reduce((a, b) => a + b) / differences.length).toBeLessThanOrEqual(mean);
    const unshared = await scoresOf(alone);
    expect(
      Math.max(...scores.flatMap((values, i) => differencesOf(values, unshared[i] as number[]))),
    ).toBeLessThanOrEqual(shared);
    expect(await answers(engine)).toEqual(Array.from({ length: 6 }, () => "3 + 4 = 7\n#### 7"));
  } finally {
    await engine.close();
    await alone.close();
  }
});

test("a folder as onnxruntime-genai writes it has genai_config.json in place of config.json", async () => {
  const folder = writeForm(join(root, "genai"));
  rmSync(join(folder, "config.json"));
  rmSync(join(folder, "generation_config.json"));
  renameSync(join(folder, "onnx", "model.onnx"), join(folder, "model.onnx"));
  writeFileSync(join(folder, "genai_config.json"), JSON.stringify(genaiConfig));
  const { file } = await describe(folder, { abbr: "genai", engine: "onnx", tokenizerPath: undefined, adapters: [] });
  expect(file).toMatchObject({ architecture: "llama", contextLength: 4096 });
  const engine = await open(tinyOptions({ modelPath: folder, contextSize: 512, parallelSequences: 4 }));
  expect(await answers(engine)).toContain("3 + 4 = 7\n#### 7");
  await engine.close();
});

const genaiConfig = {
  model: {
    type: "llama",
    context_length: 4096,
    vocab_size: 2048,
    bos_token_id: 2044,
    eos_token_id: [2046, 2045],
    pad_token_id: 2047,
    decoder: {
      filename: "model.onnx",
      head_size: 32,
      hidden_size: 128,
      num_attention_heads: 4,
      num_hidden_layers: 4,
      num_key_value_heads: 2,
    },
  },
  search: { do_sample: true, temperature: 0.7 },
};

test("files behind links, as Hugging Face's cache keeps them, are found", async () => {
  const blobs = writeForm(join(root, "blobs"), { files: "external" });
  const snapshot = writeForm(join(root, "snapshot"));
  for (const [name, blob] of [
    ["model.onnx", "abc"],
    ["model.onnx_data", "def"],
  ] as const) {
    renameSync(join(blobs, "onnx", name), join(blobs, blob));
    rmSync(join(snapshot, "onnx", name), { force: true });
    symlinkSync(join("..", "..", "blobs", blob), join(snapshot, "onnx", name));
  }
  const engine = await open(tinyOptions({ modelPath: snapshot, contextSize: 512, parallelSequences: 4 }));
  expect(await answers(engine)).toContain("3 + 4 = 7\n#### 7");
  await engine.close();
});

test.each([
  ["single operations", { window: 40 }],
  ["GroupQueryAttention", { window: 40, attention: "grouped", positions: "mask" }],
] as const)("a window shorter than the context keeps its own mask: %s", async (name, graph) => {
  const modelPath = writeForm(join(root, `window-${name.length}`), { graph });
  const options = tinyOptions({ modelPath, contextSize: 512 });
  const engine = await open(options);
  const alone = await open({ ...options, sharing: false });
  const [shared, unshared] = [await scoresOf(engine), await scoresOf(alone)];
  await engine.close();
  await alone.close();
  expect(engine.info.prefixSharing).toContain("one prompt at a time");
  expect(Math.max(...shared.flatMap((values, i) => differencesOf(values, unshared[i] as number[])))).toBeLessThan(1e-3);
});

function differencesOf(values: readonly number[], expected: readonly number[]): number[] {
  return values.map((value, k) => Math.abs(value - (expected[k] as number)));
}

async function scoresOf(engine: Engine): Promise<number[][]> {
  const results: number[][] = [];
  for await (const { index, logProbs } of engine.score(scoreRequests())) results[index] = [...logProbs];
  return results;
}

async function* scoreRequests(): AsyncGenerator<ScoreRequest> {
  for (const [index, { tokens }] of references.entries()) yield { index, tokens: Int32Array.from(tokens), from: 1 };
}

/** More than there are slots, of different lengths. */
async function answers(engine: Engine): Promise<string[]> {
  const texts: string[] = [];
  for await (const { index, text } of engine.generate(questions(engine))) texts[index] = text;
  return texts;
}

async function* questions(engine: Engine): AsyncGenerator<GenerateRequest> {
  const question = "Question: Tom has 3 apples and buys 4 more. How many apples does Tom have now?";
  const chat = `<|startoftext|><|im_start|>user\n${question}\nLet's think step by step\nAnswer:<|im_end|>\n<|im_start|>assistant\n`;
  const tokens = engine.tokenize(chat, { addBos: false, parseSpecial: true });
  const sampling = { temperature: 0, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 };
  for (let index = 0; index < 6; index++) yield { index, tokens, maxTokens: 24, minTokens: 0, stopWords: [], sampling };
}
