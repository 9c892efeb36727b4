// Whether llama.cpp computes attention with its flash kernels, and how many tokens at once where it does not. Both engines for
// GGUF files choose here, so that they score alike.

import { OcLocalError } from "../core/errors.ts";
import type { KvCacheChoice, KvCacheType } from "../core/kv-cache-type.ts";
import type { EngineOptions } from "./engine.ts";
import type { GgufModel } from "./gguf.ts";
import { readShape } from "./memory-plan/model-shape.ts";
import { defaultBatchSize } from "./memory-plan.ts";

/** "auto": where llama.cpp has a kernel for it. */
export type FlashAttention = "on" | "off" | "auto";

/** What the settings of a model ask for. */
export interface AttentionWish {
  flashAttention: EngineOptions["flashAttention"];
  kvCacheType?: KvCacheChoice | undefined;
}

export interface AttentionUse {
  gguf: GgufModel;
  onGpu: boolean;
  purpose: "score" | "generate";
}

/**
 * On a CPU the flash kernels have one form for 64 and more tokens at once and another for fewer, which adds up in half precision;
 * llama.cpp casts keys and values to half precision before it calls either, whatever the cache's number format. Scoring goes
 * without them: an option's log-likelihood moves by 0.1 to 0.4 with real weights (gemma-3-270m and qwen2.5-coder-0.5b Q4_K_M), and
 * prompts of 100 tokens take 1.2 times as long to read, of 800 tokens 1.5 times. What is left comes from the weights: beside
 * quantised ones activations are rounded to 8 bits, so that the smallest difference, also which cells a prompt lies in, moves it by
 * 0.05 to 0.2; beside F16 weights by less than 0.01.
 * Generation keeps the kernels where heads have 64 numbers or more; in toy models with smaller ones looking up the mask costs
 * more than the products.
 */
export function chooseFlashAttention(
  { flashAttention: wanted, kvCacheType }: AttentionWish,
  { gguf, onGpu, purpose }: AttentionUse,
): FlashAttention {
  if (wanted !== "auto") return wanted ? "on" : "off";
  if (isQuantised(kvCacheType)) return "on"; // llama.cpp reads such values in no other way
  if (onGpu) return "auto";
  return purpose === "generate" && readShape(gguf).headSize >= smallestHead ? "auto" : "off";
}

const smallestHead = 64;

/**
 * Beside half-precision keys llama.cpp rounds queries to half precision, too, and adds their products up so. A CPU scores with keys
 * and values in single precision: docs/compatibility.md, Rounding, has what that costs.
 */
export function chooseCacheType(
  { kvCacheType: wanted = "auto" }: Pick<AttentionWish, "kvCacheType">,
  { onGpu, purpose }: Pick<AttentionUse, "onGpu" | "purpose">,
): KvCacheType {
  if (wanted !== "auto") return wanted;
  return purpose === "score" && !onGpu ? "f32" : "f16";
}

/** Tokens computed at once where attention scores are kept as a matrix: in a long context 512 rows of it would take gigabytes. */
export function matrixBatchSize(gguf: GgufModel, cells: number): number {
  const rowBytes = 4 * readShape(gguf).heads * cells;
  let tokens = defaultBatchSize;
  while (tokens > fewestTokens && tokens * rowBytes > matrixBytes) tokens /= 2;
  return tokens;
}

const matrixBytes = 1024 * 1024 * 1024;
const fewestTokens = 64;

/** @throws OcLocalError CONFIG for a number format of the KV cache that llama.cpp cannot read with these heads or this attention. */
export function requireCacheType(gguf: GgufModel, { kvCacheType, flashAttention }: AttentionWish): void {
  if (!isQuantised(kvCacheType)) return;
  const refuse = (why: string, hint: string) =>
    new OcLocalError("CONFIG", `kv_cache_type=${kvCacheType} ${why}`, { hint });
  if (flashAttention === false)
    throw refuse(
      "and flash_attention=false contradict each other: llama.cpp reads quantised values by flash attention only",
      "leave one of them out, or use kv_cache_type=f16",
    );
  const { headSize } = readShape(gguf);
  if (headSize % quantisedBlock !== 0)
    throw refuse(
      `cannot hold the model's attention heads: they have ${headSize} numbers, no multiple of ${quantisedBlock}`,
      "use kv_cache_type=f16",
    );
}

const quantisedBlock = 32;

function isQuantised(type: KvCacheChoice | undefined): boolean {
  return type !== undefined && /^q/.test(type);
}
