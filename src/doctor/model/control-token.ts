// Control tokens are those that leave no text. A file that names no BOS or EOS gets llama.cpp's fixed ids, which in most
// vocabularies are ordinary pieces of text.

import type { Vocabulary } from "../../engines/engine.ts";

export function isControlToken(vocabulary: Vocabulary, token: number): boolean {
  return vocabulary.detokenize(Int32Array.of(token), { special: false }) === "";
}
