// Fewer shards of the same rows: neighbours are put together.

import type { ShardPart } from "./balance.ts";

/** @returns At most so many shards. */
export function gatherShards(shards: readonly ShardPart[][], most: number): ShardPart[][] {
  const count = Math.min(shards.length, most);
  return Array.from({ length: count }, (_, i) => {
    const from = Math.floor((i * shards.length) / count);
    const to = Math.floor(((i + 1) * shards.length) / count);
    return joinParts(shards.slice(from, to).flat());
  });
}

/** One part for each dataset: its examples are computed once for them all. */
export function joinParts(parts: readonly ShardPart[]): ShardPart[] {
  const rows = new Map<string, number[]>();
  for (const part of parts) rows.set(part.dataset, [...(rows.get(part.dataset) ?? []), ...part.rows]);
  return [...rows].map(([dataset, each]) => ({ dataset, rows: each.sort((a, b) => a - b) }));
}
