// By how much an option's log-likelihood may be off, beside the same weights computed in double precision: what was measured on real
// weights (gemma-3-270m and qwen2.5-coder-0.5b, prompts of up to 900 tokens; docs/compatibility.md, Rounding).

import type { EngineInfo } from "./engine.ts";

export interface ScoringError {
  /** Nats of an option; null where it was not measured. */
  nats: number | null;
  /** What makes it, for people. */
  words: string;
}

/** @param roundsActivations Of the model's file: beside quantised weights activations are cut to 8 bits. */
export function scoringError(
  { flashAttention, kvCacheType, device }: Pick<EngineInfo, "flashAttention" | "kvCacheType" | "device">,
  { roundsActivations }: { roundsActivations: boolean },
): ScoringError {
  if (flashAttention === undefined || kvCacheType === undefined)
    return { nats: null, words: "the graph and its runtime decide how attention is computed" };
  const attention = flashAttention.scoring === "off" ? "no flash attention" : "flash attention";
  const setting = `${kvCacheType.scoring} keys and values, ${attention}`;
  if (!device.startsWith("CPU")) return { nats: null, words: `${setting}, on a GPU` };
  const nats = attentionNats({ isFlash: flashAttention.scoring !== "off", cache: kvCacheType.scoring });
  if (nats === null) return { nats, words: setting };
  if (!roundsActivations) return { nats, words: setting };
  return { nats: Math.max(nats, quantisedNats), words: `${setting}; quantised weights` };
}

function attentionNats({ isFlash, cache }: { isFlash: boolean; cache: string }): number | null {
  if (isFlash) return cache === "f32" || cache === "f16" ? flashNats : null;
  if (cache === "f32") return exactNats;
  return cache === "f16" ? halfNats : null;
}

const exactNats = 0.002;
const halfNats = 0.05;
const flashNats = 0.5;
const quantisedNats = 0.5;
