// The ONNX model that the bench measures on: random weights in the shape of a llama with 39 M parameters and 32,000 tokens, in
// float32, as Optimum exports it. Written once, about 155 MB.

import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { llamaGraph, usualForm } from "../../engines/onnx-forms/llama-graph.ts";
import type { LlamaShape, Matrix } from "../../engines/onnx-forms/tiny-weights.ts";
import { cacheFolder } from "../cache.ts";
import { seededRandom } from "../random.ts";

export const onnxShape: LlamaShape = {
  layers: 8,
  width: 384,
  inner: 1024,
  heads: 6,
  kvHeads: 6,
  headWidth: 64,
  vocabulary: 32_000,
};

/** Path of the folder. */
export function randomOnnxModel(): string {
  const folder = join(cacheFolder("models"), `random-${onnxShape.layers}x${onnxShape.width}-onnx-2`);
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(join(unfinished, "onnx"), { recursive: true });
  try {
    for (const [name, content] of Object.entries(settings()))
      writeFileSync(join(unfinished, name), JSON.stringify(content));
    const bytes = llamaGraph(usualForm, { shape: onnxShape, weight: randomWeights() }).modelBytes();
    writeFileSync(join(unfinished, "onnx", "model.onnx"), bytes);
    renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return folder;
}

/** Any tensor of the model; the embedding is the head too. */
function randomWeights(): (name: string) => Matrix {
  const known = new Map<string, Matrix>();
  const { width, inner, vocabulary } = onnxShape;
  return (name) => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const made = name.includes("norm")
      ? { rows: 1, columns: width, values: new Float32Array(width).fill(1) }
      : randomMatrix(
          known.size,
          name.includes("embd") ? vocabulary : /gate|up/.test(name) ? inner : width,
          name.includes("down") ? inner : width,
        );
    known.set(name, made);
    return made;
  };
}

function randomMatrix(seed: number, rows: number, columns: number): Matrix {
  const random = seededRandom(20_261_121 + seed);
  const scale = 2 / Math.sqrt(columns);
  return { rows, columns, values: Float32Array.from({ length: rows * columns }, () => (random() - 0.5) * scale) };
}

/** The tokenizer has a name for each token and no merges: the bench asks by token id. */
function settings(): Record<string, object> {
  const { layers, width, inner, heads, kvHeads, headWidth, vocabulary } = onnxShape;
  const ids = { bos_token_id: 1, eos_token_id: 2 };
  const vocab = Object.fromEntries(Array.from({ length: vocabulary }, (_, token) => [`t${token}`, token]));
  const control = [1, 2].map((id) => ({ id, content: `t${id}`, special: true }));
  return {
    "config.json": {
      architectures: ["LlamaForCausalLM"],
      model_type: "llama",
      hidden_size: width,
      intermediate_size: inner,
      num_hidden_layers: layers,
      num_attention_heads: heads,
      num_key_value_heads: kvHeads,
      head_dim: headWidth,
      vocab_size: vocabulary,
      max_position_embeddings: 4096,
      ...ids,
    },
    "generation_config.json": ids,
    "tokenizer_config.json": { tokenizer_class: "PreTrainedTokenizerFast", bos_token: "t1", eos_token: "t2" },
    "tokenizer.json": {
      version: "1.0",
      added_tokens: control,
      normalizer: null,
      pre_tokenizer: { type: "ByteLevel", add_prefix_space: false, trim_offsets: false, use_regex: false },
      post_processor: null,
      decoder: { type: "ByteLevel" },
      model: { type: "BPE", vocab, merges: [] },
    },
  };
}
