/** Number formats of a KV cache, as llama.cpp names them. Half precision moves numbers: docs/exactness.md E16.7. */
export const kvCacheTypes = ["f16", "f32", "bf16", "q8_0", "q5_1", "q5_0", "q4_1", "q4_0"] as const;

/** "auto": as the purpose asks for (engines/flash-attention.ts). */
export const kvCacheChoices = ["auto", ...kvCacheTypes] as const;

export type KvCacheType = (typeof kvCacheTypes)[number];
export type KvCacheChoice = (typeof kvCacheChoices)[number];
