// Control tokens are those that leave no text.

import type { Vocabulary } from "../../engines/engine.ts";

export function isControlToken(vocabulary: Vocabulary, token: number): boolean {
  return vocabulary.detokenize(Int32Array.of(token), { special: false }) === "";
}
