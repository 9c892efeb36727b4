// By how much an option's log-likelihood may be off, beside the same weights computed in double precision: what was measured on real
// weights (gemma-3-270m and qwen2.5-coder-0.5b, prompts of up to 900 tokens; docs/compatibility.md, Rounding).

import type { EngineInfo, ModelFacts } from "./engine.ts";

export interface ScoringError {
  /** Nats of an option; null where it was not measured. */
  nats: number | null;
  /** What makes it, for people. */
  words: string;
}

export function scoringError(
  {
    engine,
    flashAttention,
    kvCacheType,
    device,
  }: Pick<EngineInfo, "engine" | "flashAttention" | "kvCacheType" | "device">,
  { architecture, roundsActivations }: Pick<ModelFacts, "architecture" | "roundsActivations">,
): ScoringError {
  if (flashAttention === undefined || kvCacheType === undefined)
    return { nats: null, words: "the graph and its runtime decide how attention is computed" };
  const attention = flashAttention.scoring === "off" ? "no flash attention" : "flash attention";
  const setting = `${kvCacheType.scoring} keys and values, ${attention}`;
  if (!device.startsWith("CPU")) return { nats: null, words: `${setting}, on a GPU` };
  const nats = attentionNats({ isFlash: flashAttention.scoring !== "off", cache: kvCacheType.scoring });
  if (nats === null) return { nats, words: setting };
  if (roundsActivations) return { nats: Math.max(nats, quantisedNats), words: `${setting}; quantised weights` };
  if (!readsGeluTable(architecture, engine)) return { nats, words: setting };
  return { nats: Math.max(nats, geluNats), words: `${setting}; GELU read from a half-precision table` };
}

function attentionNats({ isFlash, cache }: { isFlash: boolean; cache: string }): number | null {
  if (isFlash) return cache === "f32" || cache === "f16" ? flashNats : null;
  if (cache === "f32") return exactNats;
  return cache === "f16" ? halfNats : null;
}

const exactNats = 0.002;
const halfNats = 0.02;
const flashNats = 0.2;
/** Activations are cut to 8 bits beside them. */
const quantisedNats = 0.7;
const geluNats = 0.005;

/** Whether GELU is read from llama.cpp's half-precision table; the native engine computes the gated form itself: docs/exactness.md E17.1. */
export function readsGeluTable(architecture: string, engine: string): boolean {
  return plainGelu.test(architecture) || (engine !== "llama" && gatedGelu.test(architecture));
}

/** llama.cpp's names of architectures. */
const plainGelu = /^(gpt2|gptneox|bloom|falcon|phi2|starcoder2?|mpt|codeshell)$/;
const gatedGelu = /^gemma/;
