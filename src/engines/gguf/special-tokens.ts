// The special tokens that a GGUF file names. Where it names no BOS or EOS, llama.cpp assumes the ids that the first models of
// that kind of vocabulary had (11 for BPE): in most vocabularies an ordinary piece of text, which is neither.

import type { GgufModel } from "../gguf.ts";

const keys: Readonly<Record<string, string>> = {
  bos_token: "bos_token_id",
  eos_token: "eos_token_id",
  unk_token: "unknown_token_id",
  sep_token: "seperator_token_id",
  pad_token: "padding_token_id",
  cls_token: "cls_token_id",
  mask_token: "mask_token_id",
};

/** By the names that chat templates have for them. */
export function templateTokens(
  { metadata, vocabularySize }: Pick<GgufModel, "metadata" | "vocabularySize">,
  textOf: (token: number) => string,
): Record<string, string> {
  const entries = Object.entries(keys).flatMap(([name, key]) => {
    const id = metadata.get(`tokenizer.ggml.${key}`);
    return typeof id === "number" && id < vocabularySize ? [[name, textOf(id)] as const] : [];
  });
  return Object.fromEntries(entries);
}

/** llama.cpp's id, or null for one that it only assumes and that is text. @param leavesText Whether a token is no control token. */
export function confirmedToken(
  { metadata }: Pick<GgufModel, "metadata">,
  name: "bos" | "eos",
  { id, leavesText }: { id: number | null; leavesText: (token: number) => boolean },
): number | null {
  const isNamed = metadata.has(`tokenizer.ggml.${name}_token_id`);
  return id === null || isNamed || !leavesText(id) ? id : null;
}
