// A vocabulary of an opened tokenizer, which refuses calls once it is closed.

import type { Tokenizer } from "../core/request.ts";
import type { Vocabulary } from "./engine.ts";

export function guardedVocabulary(
  tokenizer: Tokenizer,
  info: Vocabulary["info"],
  { guard, release }: { guard: { check(): void; close(): void }; release?: () => Promise<void> },
): Vocabulary {
  return {
    info,
    tokenize: (text, options) => {
      guard.check();
      return tokenizer.tokenize(text, options);
    },
    detokenize: (tokens, options) => {
      guard.check();
      return tokenizer.detokenize(tokens, options);
    },
    close: async () => {
      guard.close();
      await release?.();
    },
  };
}
