// Whether llama.cpp computes attention with its flash kernels.

import type { EngineOptions } from "../engine.ts";
import type { GgufModel } from "../gguf.ts";
import { readShape } from "../memory-plan/model-shape.ts";
import type { ContextParams } from "./addon.ts";

/**
 * On a CPU the flash kernels read prompts 1.6 times as fast where heads have 64 numbers or more, and take twice as long in toy
 * models with smaller ones, where looking up the mask costs more than the products. They have one kernel for 64 and more tokens
 * at once and another for fewer, which adds up in half precision: a log-probability may move by 0.015 with the way prompts are
 * batched, 0.007 without them.
 */
const smallestHead = 64;

export function chooseFlashAttention(
  wanted: EngineOptions["flashAttention"],
  { gguf, onGpu }: { gguf: GgufModel; onGpu: boolean },
): ContextParams["flashAttention"] {
  if (wanted !== "auto") return wanted ? "on" : "off";
  return onGpu || readShape(gguf).headSize >= smallestHead ? "auto" : "off";
}
