// How much memory a GGUF model needs for a context size and a number of parallel sequences, from its header alone. Weights
// and KV cache are exact; the compute buffers are an estimate that was compared with llama.cpp's own figures.

import { freemem } from "node:os";
import type { GgufScalar } from "./gguf/parse-header.ts";
import type { GgufModel } from "./gguf.ts";

export interface MemoryRequest {
  gguf: GgufModel;
  /** Tokens of one sequence. */
  contextSize: number;
  parallelSequences: number | "auto";
  /** Of the device that computes. */
  freeBytes: number;
  /** Layers on the GPU; left out: everything lies in one memory. */
  gpuLayers?: number | undefined;
  /** Tokens computed at once. @default 512 */
  batchSize?: number;
  /** Whether attention scores are kept as a matrix, that is, without flash attention. @default false */
  scoreMatrix?: boolean;
}

/** All sizes in bytes, on the device that computes. */
export interface MemoryPlan {
  weights: number;
  kvCache: number;
  compute: number;
  total: number;
  fits: boolean;
  parallelSequences: number;
  /** For printing. */
  lines: string[];
}

export const defaultBatchSize = 512;
/** What "auto" takes where memory allows: on a CPU 4 sequences double the speed of one, 8 add a little, 16 nothing. */
export const mostAutoSequences = 8;
/** Part of the free memory that "auto" fills; the rest is left to the system and to estimates that are off. */
const autoShare = 0.85;

export function planMemory(request: MemoryRequest): MemoryPlan {
  if (request.parallelSequences !== "auto") return planFor(request, request.parallelSequences);
  for (let sequences = mostAutoSequences; sequences > 1; sequences /= 2) {
    const plan = planFor(request, sequences);
    if (plan.total <= request.freeBytes * autoShare) return plan;
  }
  return planFor(request, 1);
}

/** Memory that can be taken without swapping, within the limits of a container. */
export function freeMemory(): number {
  const limited = (process as { availableMemory?: () => number }).availableMemory?.() ?? Infinity;
  return Math.min(freemem(), limited);
}

function planFor(request: MemoryRequest, parallelSequences: number): MemoryPlan {
  const { gguf, contextSize, freeBytes } = request;
  const shape = readShape(gguf);
  const onDevice = placeLayers(gguf, shape.layers, request.gpuLayers);
  const cells = Math.ceil(contextSize / cellPadding) * cellPadding;
  const kvPerToken = shape.kvBytesPerLayer.slice(onDevice.firstLayer).reduce((sum, bytes) => sum + bytes, 0);
  const kvCache = kvPerToken * cells * parallelSequences;
  const compute = computeBytes(gguf, shape, { ...request, contextSize: cells });
  const total = onDevice.weights + kvCache + compute;
  const fits = total <= freeBytes;
  return {
    weights: onDevice.weights,
    kvCache,
    compute,
    total,
    fits,
    parallelSequences,
    lines: [
      line("weights", onDevice.weights, `${gguf.fileType ?? "mixed types"}, ${onDevice.words}`),
      line("KV cache", kvCache, `${parallelSequences} × ${cells} tokens of ${formatBytes(kvPerToken)}`),
      line("compute buffers", compute, "estimate"),
      line("total", total, `${fits ? "fits in" : "does not fit in"} ${formatBytes(freeBytes)} free`),
    ],
  };
}

/** llama.cpp rounds a sequence's cells up to a multiple of this. */
const cellPadding = 256;
const kvElementBytes = 2; // f16

interface Shape {
  layers: number;
  embedding: number;
  feedForward: number;
  heads: number;
  /** Per token of one sequence. */
  kvBytesPerLayer: number[];
}

function readShape(gguf: GgufModel): Shape {
  const values = (key: string): number[] => numbers(gguf, `${gguf.architecture}.${key}`);
  const first = (key: string, fallback: number): number => values(key)[0] ?? fallback;
  const layers = first("block_count", 0);
  const embedding = first("embedding_length", 0);
  const heads = first("attention.head_count", 0);
  const headSize = heads === 0 ? 0 : embedding / heads;
  const kvHeads = values("attention.head_count_kv");
  const kvHeadBytes =
    (first("attention.key_length", headSize) + first("attention.value_length", headSize)) * kvElementBytes;
  return {
    layers,
    embedding,
    feedForward: Math.max(0, ...values("feed_forward_length")),
    heads,
    kvBytesPerLayer: Array.from({ length: layers }, (_, layer) => {
      const count = kvHeads.length > 1 ? kvHeads[layer] : kvHeads[0];
      return (count ?? heads) * kvHeadBytes;
    }),
  };
}

/** llama.cpp offloads the last layers; one more than there are layers moves the output matrix too. */
function placeLayers(gguf: GgufModel, layers: number, gpuLayers: number | undefined) {
  if (gpuLayers === undefined)
    return { firstLayer: 0, weights: gguf.weightBytes, words: `${gguf.tensors.length} tensors` };
  const firstLayer = Math.max(0, layers - gpuLayers);
  const weights = gguf.tensors.reduce((sum, { name, bytes }) => {
    const layer = /^blk\.(\d+)\./.exec(name)?.[1];
    const placed = layer === undefined ? gpuLayers > layers : Number(layer) >= firstLayer;
    return placed ? sum + bytes : sum;
  }, 0);
  return { firstLayer, weights, words: `${layers - firstLayer} of ${layers} layers` };
}

/**
 * The widest intermediate result of a batch in f32, which llama.cpp's allocator reuses for all others, and the logits of a
 * batch whose positions are all asked for.
 */
function computeBytes(gguf: GgufModel, shape: Shape, request: MemoryRequest): number {
  const { batchSize = defaultBatchSize, scoreMatrix = false, contextSize } = request;
  const activations = 2 * shape.feedForward + 6 * shape.embedding;
  const scores = scoreMatrix ? shape.heads * contextSize : 0;
  return batchSize * 4 * (Math.max(gguf.vocabularySize, activations, scores) + gguf.vocabularySize);
}

function numbers(gguf: GgufModel, key: string): number[] {
  const value = gguf.metadata.get(key);
  const values: readonly (GgufScalar | undefined)[] = typeof value === "object" ? (value.values ?? []) : [value];
  return values.filter((item) => typeof item === "number");
}

function line(name: string, bytes: number, words: string): string {
  return `${name.padEnd(16)} ${formatBytes(bytes).padStart(10)}  ${words}`;
}

/** Binary units, three significant digits or so: "562 MiB", "1.75 GiB". */
export function formatBytes(bytes: number): string {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(1, bytes)) / 10)));
  const value = bytes / 1024 ** power;
  return `${value.toFixed(value >= 100 || power === 0 ? 0 : value >= 10 ? 1 : 2)} ${units[power]}`;
}
