// What the tests of the addon share: the addon itself, the tiny model, and batches in few words.

import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished } from "vitest";
import { packageRoot } from "../../src/core/package.ts";
import type {
  Addon,
  Batch,
  Context,
  ContextParams,
  Library,
  Model,
  ModelParams,
  NativeError,
  Sampler,
  SamplerParams,
} from "../../src/engines/llama/addon.ts";
import { writeRecurrentModel, writeTransformer } from "./gguf-file.ts";

const require = createRequire(import.meta.url);

/** The variables are set by scripts/test-native-sanitized.mjs. */
export const addonPath = process.env.OC_NATIVE_ADDON ?? join(packageRoot, "build", "native", "oc_llama.node");
export const libraryFolder = process.env.OC_NATIVE_LIBRARIES ?? libraryFolderOf("linux-x64");
export const modelPath = join(packageRoot, "models", "oc-tiny", "oc-tiny-q8_0.gguf");
export const addon: Addon = require(addonPath);

/** Folder of the shared libraries in one of node-llama-cpp's packages. */
export function libraryFolderOf(name: string): string {
  return join(dirname(dirname(require.resolve(`@node-llama-cpp/${name}`))), "bins", name);
}

export function openLibrary(): Library {
  return addon.openLibrary(libraryFolder);
}

export const modelParams: ModelParams = {
  devices: [],
  nGpuLayers: 0,
  splitMode: "layer",
  tensorSplit: [],
  useMmap: true,
  vocabOnly: false,
};

export const contextParams: ContextParams = {
  nCtx: 512,
  nBatch: 256,
  nUbatch: 64,
  nSeqMax: 4,
  nOutputsMax: 256,
  nThreads: 1,
  kvUnified: true,
  flashAttention: "off",
  typeK: "f32",
  typeV: "f32",
  offloadKqv: true,
  swaFull: true,
  exactGelu: false,
  adapters: [],
};

export const greedy: SamplerParams = { temperature: 0, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 1 };

export async function loadModel(params: Partial<ModelParams> = {}, path: string = modelPath): Promise<Model> {
  return await openLibrary().loadModel(path, { ...modelParams, ...params });
}

/**
 * Runs `use` with a context of a small transformer, and closes both. Its weights never change, and they are of single
 * precision: others are rounded so differently, for one token and for a batch, that results could not be compared.
 */
export async function withContext<T>(params: Partial<ContextParams>, use: Use<T>): Promise<T> {
  const path = join(temporaryFolder(), "transformer.gguf");
  writeTransformer(path);
  return await useContext(await loadModel({}, path), params, use);
}

/** The same with a recurrent model. */
export async function withRecurrentContext<T>(params: Partial<ContextParams>, use: Use<T>): Promise<T> {
  const path = join(temporaryFolder(), "mamba.gguf");
  writeRecurrentModel(path);
  return await useContext(await loadModel({}, path), params, use);
}

/** The same with the tiny model, which has a vocabulary. */
export async function withTinyContext<T>(params: Partial<ContextParams>, use: Use<T>): Promise<T> {
  return await useContext(await loadModel(), params, use);
}

type Use<T> = (context: Context, model: Model) => Promise<T>;

async function useContext<T>(model: Model, params: Partial<ContextParams>, use: Use<T>): Promise<T> {
  const context = await model.createContext({ ...contextParams, ...params });
  try {
    return await use(context, model);
  } finally {
    await context.close();
    await model.close();
  }
}

/** One token of a batch. */
export interface Entry {
  token: number;
  position: number;
  sequences?: number[];
  targets?: number[];
  draw?: Sampler | null;
  banEnd?: boolean;
}

export function batchOf(entries: Entry[]): Batch {
  const sequences = entries.map((entry) => entry.sequences ?? [0]);
  const scored = [...entries.entries()].filter(([, entry]) => entry.targets !== undefined);
  const drawn = [...entries.entries()].filter(([, entry]) => entry.draw !== undefined);
  return {
    tokens: Int32Array.from(entries, ({ token }) => token),
    positions: Int32Array.from(entries, ({ position }) => position),
    seqOffsets: offsetsOf(sequences),
    seqIds: Int32Array.from(sequences.flat()),
    rows: Int32Array.from(scored, ([index]) => index),
    targetOffsets: offsetsOf(scored.map(([, entry]) => entry.targets ?? [])),
    targets: Int32Array.from(scored.flatMap(([, entry]) => entry.targets ?? [])),
    drawRows: Int32Array.from(drawn, ([index]) => index),
    samplers: drawn.map(([, entry]) => entry.draw ?? null),
    banEnd: Uint8Array.from(drawn, ([, entry]) => (entry.banEnd ? 1 : 0)),
  };
}

function offsetsOf(lists: number[][]): Int32Array {
  const offsets = new Int32Array(lists.length + 1);
  for (const [i, list] of lists.entries()) offsets[i + 1] = (offsets[i] ?? 0) + list.length;
  return offsets;
}

/** A sequence's tokens from a position on; each but the last is asked for the log-probability of the next one. */
export function scoredSequence(tokens: ArrayLike<number>, sequences: number[] = [0], from = 0): Entry[] {
  return Array.from(tokens, (token, i) => ({
    token,
    position: from + i,
    sequences,
    ...(i + 1 < tokens.length && { targets: [tokens[i + 1] ?? 0] }),
  }));
}

/** Log-probabilities of a sequence's tokens after the first, computed alone in empty cells. */
export async function scoreAlone(context: Context, tokens: ArrayLike<number>): Promise<number[]> {
  context.edit(Int32Array.of(2, 0, 0, 0, 0));
  const { logProbs } = await context.step(batchOf(scoredSequence(tokens)));
  context.edit(Int32Array.of(2, 0, 0, 0, 0));
  return [...logProbs];
}

export function someTokens(n: number, seed = 1): number[] {
  let state = seed;
  return Array.from({ length: n }, () => {
    state = (state * 48271) % 2147483647;
    return state % 2000;
  });
}

export async function failureOf(call: () => unknown): Promise<NativeError> {
  try {
    await call();
  } catch (error) {
    return error as NativeError;
  }
  throw new Error("the call succeeded");
}

export async function expectFailure(call: () => unknown, code: NativeError["code"], message: RegExp): Promise<void> {
  const failure = await failureOf(call);
  expect({ code: failure.code, message: failure.message }).toEqual({ code, message: expect.stringMatching(message) });
  expect(failure).toBeInstanceOf(Error);
}

export function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): void {
  expect(actual.length).toBe(expected.length);
  const largest = Math.max(...Array.from(actual, (value, i) => Math.abs(value - (expected[i] ?? Number.NaN))));
  expect(largest, "largest difference").toBeLessThanOrEqual(tolerance);
}

/** Removed after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "oc-native-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}
