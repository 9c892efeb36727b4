// LongRoPE (Phi-3 with 128k tokens, MiniCPM3): positions are scaled by one set of factors for texts up to the original context and
// by another for longer ones. llama.cpp chooses by the cells of a context, not by the text, so each kind of text needs its own (docs/exactness.md E16.3).

import type { GgufModel } from "../gguf.ts";

/** Tokens of the longest text that a context of short factors holds; null for models without two sets. */
export function shortFactorsTo({
  metadata,
  tensors,
  architecture,
  contextLength,
}: Pick<GgufModel, "metadata" | "tensors" | "architecture" | "contextLength">): number | null {
  if (!tensors.some(({ name }) => /(?:^|\.)rope_factors_long\.weight$/.test(name))) return null;
  const told = metadata.get(`${architecture}.rope.scaling.original_context_length`);
  const original = typeof told === "number" ? told : (contextLength ?? 0);
  return Math.floor(original / cellPadding) * cellPadding;
}

/** llama.cpp rounds the cells of a sequence up to a multiple of this. */
const cellPadding = 256;
