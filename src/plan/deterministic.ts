// `--deterministic`: every row is asked alone, one sequence at a time, in cells that were emptied before it, so that the shapes of
// its batches follow from its own prompts. Numbers then differ only where something else computes them; that is what is named
// here and made part of a row's key, so that no answer is reused that would have come out otherwise.

import { cpus } from "node:os";
import type { ModelConfig } from "../config/model-schema.ts";
import type { JsonValue } from "../core/json.ts";
import type { EngineInfo } from "../engines/engine.ts";

/** The model's settings as a deterministic run has them. */
export const deterministicOverrides: Pick<ModelConfig, "batchSize"> = { batchSize: 1 };

/** What decides rounding besides a row's prompts and the model: library, device, threads, and where the layers are. */
export function roundingBasis(
  { engine, device, contextSize, memory, flashAttention, kvCacheType, versions }: EngineInfo,
  threads: number,
): JsonValue {
  const cpu = cpus()[0]?.model ?? "unknown";
  const { gpuLayers } = memory;
  const attention = { flashAttention: flashAttention ?? null, ...(kvCacheType !== undefined && { kvCacheType }) };
  return { engine, device, cpu, threads, versions, contextSize, gpuLayers, ...attention };
}
