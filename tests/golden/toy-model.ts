// The toy world of golden/ppl_semantics.json: one token per character (special tokens written out are one too), a bigram
// table whose row i holds the logits after token i.

import { padTokenOf } from "../../src/core/perplexity.ts";
import type { MetaTemplate } from "../../src/core/prompt.ts";
import type { PromptedModel } from "../../src/inferencers/inferencer.ts";
import { createLmTemplate } from "../../src/prompt/lm-meta-template.ts";

export interface Toy {
  vocab: string[];
  table: number[][];
}

export interface ToyOptions {
  bos?: boolean;
  eos?: boolean;
  /** Null: the tokenizer names none. */
  pad?: string | null;
  padTokenId?: number;
  truncationSide?: "left" | "right";
  maxSeqLen?: number;
  metaTemplate?: MetaTemplate | null;
}

export function toyModel(toy: Toy, options: ToyOptions): PromptedModel {
  const { bos = true, eos = false, pad = "<pad>", truncationSide = "left", maxSeqLen = 512 } = options;
  const template = createLmTemplate(options.metaTemplate ?? null);
  const id = (token: string) => toy.vocab.indexOf(token);
  const pieces = (text: string) =>
    (text.match(/<pad>|<s>|<\/s>|<unk>|./gsu) ?? []).map((piece) => (id(piece) < 0 ? id("<unk>") : id(piece)));
  return {
    render(prompt, mode) {
      const text = template.render(prompt, mode);
      return { text, stored: text };
    },
    renderText: (prompt, mode) => template.render(prompt, mode),
    tokenize: ({ text }) =>
      Int32Array.from([...(bos ? [id("<s>")] : []), ...pieces(text), ...(eos ? [id("</s>")] : [])]),
    tokenizePiece: (text) => Int32Array.from(pieces(text)),
    detokenize: (tokens) => [...tokens].map((token) => toy.vocab[token]).join(""),
    answerText: ({ text }) => text,
    promptLimit: () => maxSeqLen,
    contextSize: Number.POSITIVE_INFINITY,
    truncationSide,
    bosToken: id("<s>"),
    padToken: padTokenOf(options.padTokenId, { pad: pad === null ? null : id(pad), eos: id("</s>") }),
  };
}

/** ln p(token | token before) for every token from `from` on. */
export function toyLogProbs(toy: Toy, tokens: Int32Array, from: number): Float32Array {
  return Float32Array.from(tokens.subarray(from), (token, i) => {
    const logits = toy.table[tokens[from + i - 1] as number] as number[];
    const partition = logits.reduce((sum, logit) => sum + Math.exp(logit), 0);
    return (logits[token] as number) - Math.log(partition);
  });
}
