// How much memory an ONNX model needs for a context size and a number of sequences: weights and cache are exact, the runtime's
// buffers an estimate.

import type { EngineOptions } from "../engine.ts";
import { formatBytes, freeMemory, type MemoryPlan } from "../memory-plan.ts";
import { bytesOf, type DrivableGraph } from "./graph/drivable-graph.ts";
import { type OnnxModelFiles, resolveOnnxContext } from "./model/read-onnx-model.ts";

/** Tokens of a round of scoring. */
export const roundTokens = 512;
/** Sequences of a round of scoring. */
export const roundSequences = 64;
/** Bytes that the logits of one round may take, once as logits and once as log-probabilities. */
const logitsBytes = 128 * 1024 * 1024;
/** Decoding takes a CPU hardly longer for a few rows than for one. */
const mostSequences = 16;
/** Part of the free memory that "auto" fills. */
const autoShare = 0.85;

/** Tokens of a round that logits are computed of. */
export function roundRows(vocabularySize: number): number {
  return Math.max(roundSequences, Math.min(roundTokens, Math.floor(logitsBytes / (4 * vocabularySize))));
}

export function planOnnxMemory(
  files: OnnxModelFiles,
  graph: Pick<DrivableGraph, "cache">,
  options: Pick<EngineOptions, "contextSize" | "parallelSequences" | "memoryBytes">,
): MemoryPlan {
  const { parallelSequences, memoryBytes: free = freeMemory() } = options;
  const contextSize = resolveOnnxContext(options.contextSize, files);
  if (parallelSequences !== "auto") return planFor(files, graph, { contextSize, sequences: parallelSequences, free });
  for (let sequences = mostSequences; sequences > 1; sequences /= 2) {
    const plan = planFor(files, graph, { contextSize, sequences, free });
    if (plan.total <= free * autoShare) return plan;
  }
  return planFor(files, graph, { contextSize, sequences: 1, free });
}

function planFor(
  { file, tokenizer, weightType, folder }: OnnxModelFiles,
  { cache }: Pick<DrivableGraph, "cache">,
  { contextSize, sequences, free }: { contextSize: number; sequences: number; free: number },
): MemoryPlan {
  const numbersPerToken = (cache?.tensors ?? []).reduce((sum, { heads, width }) => sum + heads * width, 0);
  const kvPerToken = numbersPerToken * bytesOf(cache?.elementType ?? 0);
  const kvCache = kvPerToken * contextSize * sequences;
  const { vocabularySize } = tokenizer.info;
  const logits = 2 * 4 * roundRows(vocabularySize) * vocabularySize;
  const heads = numberOf(folder.config.num_attention_heads) ?? 1;
  const scores = 3 * 4 * heads * roundTokens * (contextSize + roundTokens);
  const width = numberOf(folder.config.hidden_size) ?? 0;
  const inner = numberOf(folder.config.intermediate_size) ?? 4 * width;
  // The graph joins past and new keys of a layer: once the layer's cache more.
  const joined = cache === null ? 0 : kvCache / cache.layers;
  // A CPU computes half precision in whole: the runtime keeps the weights in both.
  const widened = weightType === "float16" ? 2 * file.weightBytes : 0;
  const compute = logits + scores + 4 * roundTokens * (3 * inner + 8 * width) + joined + widened;
  const total = file.weightBytes + kvCache + compute;
  const fits = total <= free;
  const line = (name: string, bytes: number, words: string) =>
    `${name.padEnd(16)} ${formatBytes(bytes).padStart(10)}  ${words}`;
  return {
    weights: file.weightBytes,
    kvCache,
    compute,
    total,
    fits,
    parallelSequences: sequences,
    gpuLayers: null,
    lines: [
      line("weights", file.weightBytes, weightType),
      line("KV cache", kvCache, `${sequences} × ${contextSize} tokens of ${formatBytes(kvPerToken)}`),
      line("compute buffers", compute, widened > 0 ? "estimate, with the weights as float32" : "estimate"),
      line("total", total, `${fits ? "fits in" : "does not fit in"} ${formatBytes(free)} free`),
    ],
  };
}

function numberOf(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}
