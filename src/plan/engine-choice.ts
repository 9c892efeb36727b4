// The engines, as their own files say what they take, and which of them runs a model whose entry leaves the choice to the program.

import type { ModelConfig } from "../config/model-schema.ts";
import { partsIn } from "../core/parts.ts";
import type { EngineModule } from "../engines/engine.ts";
import type { RowKeyParts } from "../store/journal/row-key.ts";

/** By their names, the preferred ones first. */
export const engines: ReadonlyMap<string, EngineModule> = new Map(
  [...(await partsIn<EngineModule>("engines"))].sort(([, a], [, b]) => rankOf(a) - rankOf(b)),
);

/** The engines whose format a path is of, the preferred ones first. */
export function enginesTaking(path: string): [name: string, engine: EngineModule][] {
  return [...engines].filter(([, { takes }]) => takes(path));
}

/**
 * The first of them that is available, with a note where others would have been preferred; of nobody's format the first of all, which
 * says what is wrong with it.
 */
export function withEngine(config: ModelConfig, path: string, notes: string[]): ModelConfig {
  if (config.engine !== "auto") return config;
  const taking = enginesTaking(path);
  const missing: string[] = [];
  for (const [engine, { availability }] of taking.length > 0 ? taking : engines) {
    const available = availability();
    if (available.missing !== undefined) {
      missing.push(available.missing);
      continue;
    }
    const cost = available.cost === undefined ? "" : `, ${available.cost}`;
    if (missing.length > 0) notes.push(`${missing.join("; ")}: using ${engine}${cost}`);
    return { ...config, engine };
  }
  // It says itself what it lacks.
  return { ...config, engine: taking[0]?.[0] ?? config.engine };
}

/** How a model's settings have numbers computed. */
export function computedBy({
  engine,
  placement,
}: Pick<ModelConfig, "engine" | "placement">): Pick<RowKeyParts, "kvCacheType" | "flashAttention"> {
  const isChosen = engines.get(engine)?.ignored(["flash_attention", "kv_cache_type"]).length === 0;
  // Where there is no choice keys say what they always said.
  if (!isChosen) return { kvCacheType: "f16" };
  return { kvCacheType: placement.kv_cache_type, flashAttention: placement.flash_attention };
}

function rankOf({ rank = Number.MAX_SAFE_INTEGER }: EngineModule): number {
  return rank;
}
