// How much memory a GGUF model needs for a context size and a number of parallel sequences, from its header alone, and what of
// it is chosen to fit: sequences, layers on the GPU. Weights and KV cache are exact; the compute buffers are an estimate that
// was compared with llama.cpp's own figures.

import { freemem } from "node:os";
import type { KvCacheType } from "../core/kv-cache-type.ts";
import type { GgufModel } from "./gguf.ts";
import { type ModelShape, placeLayers, readShape } from "./memory-plan/model-shape.ts";

export interface MemoryRequest {
  gguf: GgufModel;
  /** Tokens of one sequence. */
  contextSize: number;
  parallelSequences: number | "auto";
  /** The most that "auto" takes. @default 8 */
  mostSequences?: number;
  /** Of the device that computes; of several together. */
  freeBytes: number;
  /** Layers on the GPU. Left out: everything lies in one memory. `"auto"`: as many as fit. */
  gpuLayers?: number | "auto" | "max" | undefined;
  /** @default "f16" */
  kvCacheType?: KvCacheType | undefined;
  /** Cells of the cache that scoring opens in place of the one for generation. @default 0 */
  scoringCells?: number;
  /** Their number format. @default kvCacheType */
  scoringCacheType?: KvCacheType | undefined;
  /** Tokens computed at once. @default 512 */
  batchSize?: number;
  /** Tokens of a batch that logits are computed of at most. @default batchSize */
  logitRows?: number;
  /** Tokens whose attention scores are kept as a matrix, that is, without flash attention. @default 0 */
  matrixTokens?: number;
}

/** All sizes in bytes, on the device that computes. */
export interface MemoryPlan {
  weights: number;
  kvCache: number;
  compute: number;
  total: number;
  fits: boolean;
  parallelSequences: number;
  /** As llama.cpp counts them: one more than there are is all, the output matrix included. Null: no GPU. */
  gpuLayers: number | null;
  /** For printing. */
  lines: string[];
}

export const defaultBatchSize = 512;
/** Part of the free memory that "auto" fills; the rest is left to the system and to estimates that are off. */
const autoShare = 0.85;
/** Sequences that are not given up for another layer on the GPU. */
const worthALayer = 4;

/** The first choice that fits: all layers with many sequences, with few, then fewer layers. */
export function planMemory(request: MemoryRequest): MemoryPlan {
  const choices = [...choicesOf(request)].map((choice) => ({ ...request, ...choice }));
  for (const choice of choices.slice(0, -1)) {
    const plan = planFor(choice);
    if (plan.total <= request.freeBytes * autoShare) return plan;
  }
  return planFor(choices.at(-1) as Choice);
}

type Choice = MemoryRequest & { parallelSequences: number; gpuLayers: number | undefined };

function* choicesOf(request: MemoryRequest): Generator<Pick<Choice, "parallelSequences" | "gpuLayers">> {
  const { gguf, gpuLayers: wanted, parallelSequences, mostSequences = 8 } = request;
  const all = readShape(gguf).layers + 1;
  const most = wanted === "auto" || wanted === "max" ? all : wanted;
  const fewest = wanted === "auto" ? 0 : most;
  const sequences = parallelSequences === "auto" ? halvings(mostSequences) : [parallelSequences];
  for (const count of sequences) yield { gpuLayers: most, parallelSequences: count };
  const kept = sequences.filter((count) => count <= worthALayer);
  for (let layers = (most ?? 0) - 1; layers >= (fewest ?? 0); layers--)
    for (const count of kept.length > 0 ? kept : sequences) yield { gpuLayers: layers, parallelSequences: count };
}

function halvings(most: number): number[] {
  return most <= 1 ? [1] : [most, ...halvings(Math.floor(most / 2))];
}

/** Memory that can be taken without swapping, within the limits of a container. */
export function freeMemory(): number {
  const limited = (process as { availableMemory?: () => number }).availableMemory?.() ?? Infinity;
  return Math.min(freemem(), limited);
}

function planFor(request: Choice): MemoryPlan {
  const { gguf, contextSize, freeBytes, parallelSequences, gpuLayers, kvCacheType = "f16", scoringCells = 0 } = request;
  const shape = readShape(gguf);
  const onDevice = placeLayers(gguf, shape.layers, gpuLayers);
  const cells = Math.ceil(contextSize / cellPadding) * cellPadding;
  const kvNumbers = shape.kvNumbersPerLayer.slice(onDevice.firstLayer).reduce((sum, count) => sum + count, 0);
  const generation = { cells: cells * parallelSequences, perToken: kvNumbers * kvBytes[kvCacheType] };
  const scoring = { cells: scoringCells, perToken: kvNumbers * kvBytes[request.scoringCacheType ?? kvCacheType] };
  const kv = kvSize(scoring) > kvSize(generation) ? scoring : generation;
  const kvCache = kvSize(kv);
  const compute = computeBytes(gguf, shape, { ...request, cells });
  const total = onDevice.weights + kvCache + compute;
  const fits = total <= freeBytes;
  const kvWords = kv === scoring ? `${scoringCells} tokens` : `${parallelSequences} × ${cells} tokens`;
  return {
    weights: onDevice.weights,
    kvCache,
    compute,
    total,
    fits,
    parallelSequences,
    gpuLayers: gpuLayers ?? null,
    lines: [
      line("weights", onDevice.weights, `${gguf.fileType ?? "mixed types"}, ${onDevice.words}`),
      line("KV cache", kvCache, `${kvWords} of ${formatBytes(kv.perToken)}`),
      line("compute buffers", compute, "estimate"),
      line("total", total, `${fits ? "fits in" : "does not fit in"} ${formatBytes(freeBytes)} free`),
    ],
  };
}

function kvSize({ cells, perToken }: { cells: number; perToken: number }): number {
  return cells * perToken;
}

/** llama.cpp rounds a sequence's cells up to a multiple of this. */
const cellPadding = 256;

/** Per number, the scales of a block of 32 included. */
const kvBytes: Record<KvCacheType, number> = {
  f32: 4,
  f16: 2,
  bf16: 2,
  q8_0: 34 / 32,
  q5_1: 24 / 32,
  q5_0: 22 / 32,
  q4_1: 20 / 32,
  q4_0: 18 / 32,
};

/**
 * The widest intermediate result of a batch in f32, which llama.cpp's allocator reuses for all others, and the logits of a
 * batch.
 */
function computeBytes(
  { vocabularySize }: GgufModel,
  shape: ModelShape,
  request: MemoryRequest & { cells: number },
): number {
  const { batchSize = defaultBatchSize, logitRows = batchSize, matrixTokens = 0, scoringCells = 0, cells } = request;
  const activations = batchSize * (2 * shape.feedForward + 6 * shape.embedding);
  const scores = matrixTokens * shape.heads * Math.max(cells, scoringCells);
  const logits = logitRows * vocabularySize;
  return 4 * (Math.max(logits, activations, scores) + logits);
}

function line(name: string, bytes: number, words: string): string {
  return `${name.padEnd(16)} ${formatBytes(bytes).padStart(10)}  ${words}`;
}

/** Binary units, three significant digits or so: "562 MiB", "1.75 GiB". */
export function formatBytes(bytes: number): string {
  if (!Number.isFinite(bytes)) return "an unknown number of bytes";
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(1, bytes)) / 10)));
  const value = bytes / 1024 ** power;
  return `${value.toFixed(value >= 100 || power === 0 ? 0 : value >= 10 ? 1 : 2)} ${units[power]}`;
}
