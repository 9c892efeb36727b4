// A single part of a tokenizer as Hugging Face's library in JavaScript makes it, in a tokenizer that has nothing else.

import { Tokenizer } from "@huggingface/tokenizers";
import type { JsonObject } from "../../../../core/json.ts";

interface Parts {
  pre_tokenizer: { pattern?: RegExp | null };
  decoder: { decode_chain(tokens: string[]): string[] };
}

/** @throws Error from the library. */
export function libraryPart<Name extends keyof Parts>(name: Name, config: JsonObject): Parts[Name] {
  const nothing = { normalizer: null, pre_tokenizer: null, post_processor: null, decoder: null, added_tokens: [] };
  const model = { type: "BPE", vocab: {}, merges: [] };
  const library: Parts = new Tokenizer({ ...nothing, model, [name]: config }, {});
  return library[name];
}
