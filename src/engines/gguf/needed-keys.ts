// Keys that llama.cpp loads a file without, and then ends the process where it would compute with them.

import type { GgufModel } from "../gguf.ts";

/** Architectures whose experts are chosen by what the key says, with no default in the library. */
const tellsGating: ReadonlySet<string> = new Set(["dots1", "minimax-m2", "smallthinker"]);

/** @returns The key that is missing. */
export function missingKey({
  architecture,
  metadata,
}: Pick<GgufModel, "architecture" | "metadata">): string | undefined {
  const key = `${architecture}.expert_gating_func`;
  return tellsGating.has(architecture) && !metadata.get(key) ? key : undefined;
}
