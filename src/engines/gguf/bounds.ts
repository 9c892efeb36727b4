// What a GGUF header may hold at most. The library takes every number and text of a file at its word: a layer count decides how much
// memory is planned, equal tokens end its process, and one very long token makes its tables of texts grow with the square. Real models
// stay far below these bounds (docs/security.md lists them).

import type { GgufHeader, GgufMetadata } from "./parse-header.ts";

export const ggufBounds = {
  metadataPairs: 10_000,
  tensors: 200_000,
  keyBytes: 256,
  /** GGML_MAX_NAME. */
  tensorNameBytes: 64,
  /** The largest published vocabularies have half as many. */
  tokens: 524_288,
  /** Of any other list, such as the merges: twice as many as tokens. */
  texts: 1_048_576,
  /** The longest tokens of real vocabularies, runs of blanks or of one letter, have 512. */
  tokenBytes: 4096,
  layers: 4096,
  contextLength: 1 << 30,
  /** Of embeddings, feed-forward layers, heads and their like. */
  size: 1 << 24,
} as const;

/** What the header says of the model, after which arrays and buffers are sized. */
const countedKeys: readonly (readonly [suffix: string, most: number])[] = [
  ["block_count", ggufBounds.layers],
  ["context_length", ggufBounds.contextLength],
  ["embedding_length", ggufBounds.size],
  ["feed_forward_length", ggufBounds.size],
  ["attention.head_count", ggufBounds.size],
  ["attention.head_count_kv", ggufBounds.size],
  ["attention.key_length", ggufBounds.size],
  ["attention.value_length", ggufBounds.size],
  ["vocab_size", ggufBounds.tokens],
  ["expert_count", ggufBounds.size],
];

/** @returns What is beyond its bound, to complete "the file …"; undefined for a header that can be used. */
export function findBeyondBounds({ metadata }: Pick<GgufHeader, "metadata">): string | undefined {
  const architecture = metadata.get("general.architecture");
  for (const [suffix, most] of countedKeys) {
    const key = `${String(architecture)}.${suffix}`;
    const wrong = numbersOf(metadata, key).find((value) => !(value >= 0 && value <= most));
    if (wrong !== undefined) return `says ${key} = ${wrong}, and 0 to ${most} can be meant`;
  }
  return undefined;
}

function numbersOf(metadata: GgufMetadata, key: string): (number | bigint)[] {
  const value = metadata.get(key);
  const values = typeof value === "object" ? (value.values ?? []) : [value];
  return values.filter((item): item is number | bigint => typeof item === "number" || typeof item === "bigint");
}
