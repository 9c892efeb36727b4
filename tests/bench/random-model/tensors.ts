// The tensors of a llama model, in the order they are written.

import { firstControlToken, vocabularySize } from "./vocabulary.ts";

export interface ModelShape {
  layers: number;
  width: number;
  feedForward: number;
  heads: number;
  kvHeads: number;
}

/** `ones`: a norm's weights. A deviation: random ones. */
export type TensorContent = "ones" | { deviation: number; zeroRowsFrom?: number };

export interface ModelTensor {
  name: string;
  /** ggml's order: the length of a row first. */
  dimensions: number[];
  content: TensorContent;
}

export function modelTensors({ layers, width, feedForward, heads, kvHeads }: ModelShape): ModelTensor[] {
  const kvWidth = (width / heads) * kvHeads;
  const norm = (name: string): ModelTensor => ({ name, dimensions: [width], content: "ones" });
  // 1 / sqrt(inputs) keeps the size of what flows through a layer, so logits stay finite at any depth.
  const matrix = (name: string, inputs: number, outputs: number): ModelTensor => ({
    name,
    dimensions: [inputs, outputs],
    content: { deviation: 1 / Math.sqrt(inputs) },
  });
  const layer = (index: number): ModelTensor[] => {
    const name = (part: string) => `blk.${index}.${part}.weight`;
    return [
      norm(name("attn_norm")),
      matrix(name("attn_q"), width, width),
      matrix(name("attn_k"), width, kvWidth),
      matrix(name("attn_v"), width, kvWidth),
      matrix(name("attn_output"), width, width),
      norm(name("ffn_norm")),
      matrix(name("ffn_gate"), width, feedForward),
      matrix(name("ffn_up"), width, feedForward),
      matrix(name("ffn_down"), feedForward, width),
    ];
  };
  return [
    { name: "token_embd.weight", dimensions: [width, vocabularySize], content: { deviation: 0.7 } },
    norm("output_norm.weight"),
    {
      name: "output.weight",
      dimensions: [width, vocabularySize],
      // Logits with a deviation of 3, as trained models have; zeros for control tokens, so that nothing ends by chance.
      content: { deviation: 3 / Math.sqrt(width), zeroRowsFrom: firstControlToken },
    },
    ...Array.from({ length: layers }, (_, index) => layer(index)).flat(),
  ];
}
