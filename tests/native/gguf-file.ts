// Writes small GGUF files: a LoRA adapter for the tiny model, a transformer and a recurrent model with arbitrary weights.
// The models have no tokenizer.

import { writeFileSync } from "node:fs";

type Metadata = [key: string, value: string | Buffer][];
interface Tensor {
  name: string;
  dims: number[];
  values: Float32Array;
}

export interface AdapterShape {
  architecture: string;
  layers: number;
  /** Inputs and outputs of the projection. */
  size: number;
  rank: number;
}

/** One pair of small matrices for each layer's query projection. */
export function writeAdapter(path: string, { architecture, layers, size, rank }: AdapterShape): void {
  const metadata: Metadata = [
    ["general.type", "adapter"],
    ["general.architecture", architecture],
    ["adapter.type", "lora"],
    ["adapter.lora.alpha", f32(rank)],
  ];
  const tensors = Array.from({ length: layers }, (_, layer) => [
    tensor(`blk.${layer}.attn_q.weight.lora_a`, [size, rank], 1),
    tensor(`blk.${layer}.attn_q.weight.lora_b`, [rank, size], 1),
  ]);
  writeGguf(path, metadata, tensors.flat());
}

/** A model of the Llama family with 2048 tokens. */
export function writeTransformer(path: string): void {
  const [vocabulary, size, hidden, layers, heads] = [2048, 64, 128, 2, 4];
  const metadata: Metadata = [
    ["general.architecture", "llama"],
    ["tokenizer.ggml.model", "no_vocab"],
    ["llama.vocab_size", u32Value(vocabulary)],
    ["llama.context_length", u32Value(4096)],
    ["llama.embedding_length", u32Value(size)],
    ["llama.feed_forward_length", u32Value(hidden)],
    ["llama.block_count", u32Value(layers)],
    ["llama.attention.head_count", u32Value(heads)],
    ["llama.attention.head_count_kv", u32Value(heads / 2)],
    ["llama.rope.dimension_count", u32Value(size / heads)],
    ["llama.attention.layer_norm_rms_epsilon", f32(1e-5)],
  ];
  const tensors = [
    tensor("token_embd.weight", [size, vocabulary], 1),
    tensor("output_norm.weight", [size], 0, 1),
    tensor("output.weight", [size, vocabulary], 0.4),
  ];
  for (let layer = 0; layer < layers; layer++) {
    const block = `blk.${layer}`;
    tensors.push(
      tensor(`${block}.attn_norm.weight`, [size], 0, 1),
      tensor(`${block}.attn_q.weight`, [size, size], 0.2),
      tensor(`${block}.attn_k.weight`, [size, size / 2], 0.2),
      tensor(`${block}.attn_v.weight`, [size, size / 2], 0.2),
      tensor(`${block}.attn_output.weight`, [size, size], 0.2),
      tensor(`${block}.ffn_norm.weight`, [size], 0, 1),
      tensor(`${block}.ffn_gate.weight`, [size, hidden], 0.2),
      tensor(`${block}.ffn_up.weight`, [size, hidden], 0.2),
      tensor(`${block}.ffn_down.weight`, [hidden, size], 0.2),
    );
  }
  writeGguf(path, metadata, tensors);
}

/** A Mamba model with 64 tokens. */
export function writeRecurrentModel(path: string): void {
  const [vocabulary, size, layers, kernel, state, rank] = [64, 32, 2, 4, 16, 4];
  const inner = 2 * size;
  const metadata: Metadata = [
    ["general.architecture", "mamba"],
    ["tokenizer.ggml.model", "no_vocab"],
    ["mamba.vocab_size", u32Value(vocabulary)],
    ["mamba.context_length", u32Value(1024)],
    ["mamba.embedding_length", u32Value(size)],
    ["mamba.feed_forward_length", u32Value(0)],
    ["mamba.attention.head_count", u32Value(0)],
    ["mamba.block_count", u32Value(layers)],
    ["mamba.ssm.conv_kernel", u32Value(kernel)],
    ["mamba.ssm.inner_size", u32Value(inner)],
    ["mamba.ssm.state_size", u32Value(state)],
    ["mamba.ssm.time_step_rank", u32Value(rank)],
    ["mamba.attention.layer_norm_rms_epsilon", f32(1e-5)],
  ];
  const tensors = [tensor("token_embd.weight", [size, vocabulary], 1), tensor("output_norm.weight", [size], 0, 1)];
  for (let layer = 0; layer < layers; layer++) {
    const block = `blk.${layer}`;
    tensors.push(
      tensor(`${block}.attn_norm.weight`, [size], 0, 1),
      tensor(`${block}.ssm_in.weight`, [size, 2 * inner], 0.3),
      tensor(`${block}.ssm_conv1d.weight`, [kernel, inner], 0.5),
      tensor(`${block}.ssm_conv1d.bias`, [inner], 0.1),
      tensor(`${block}.ssm_x.weight`, [inner, rank + 2 * state], 0.3),
      tensor(`${block}.ssm_dt.weight`, [rank, inner], 0.5),
      tensor(`${block}.ssm_dt.bias`, [inner], 0.1),
      tensor(`${block}.ssm_a`, [state, inner], 0.3, -0.5),
      tensor(`${block}.ssm_d`, [inner], 0.5),
      tensor(`${block}.ssm_out.weight`, [inner, size], 0.3),
    );
  }
  writeGguf(path, metadata, tensors);
}

function tensor(name: string, dims: number[], scale: number, mean = 0): Tensor {
  let state = [...name].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 2147483647;
  const length = dims.reduce((product, dim) => product * dim, 1);
  const values = Float32Array.from({ length }, () => {
    state = (state * 48271) % 2147483647;
    return mean + scale * ((2 * state) / 2147483647 - 1);
  });
  return { name, dims, values };
}

function writeGguf(path: string, metadata: Metadata, tensors: Tensor[]): void {
  const pairs = metadata.map(([key, value]) =>
    Buffer.concat([text(key), typeof value === "string" ? Buffer.concat([u32(8), text(value)]) : value]),
  );
  let offset = 0;
  const infos = tensors.map(({ name, dims, values }) => {
    const info = Buffer.concat([text(name), u32(dims.length), ...dims.map(u64), u32(0), u64(offset)]);
    offset += padded(values.byteLength);
    return info;
  });
  const header = Buffer.concat([
    Buffer.from("GGUF"),
    u32(3),
    u64(tensors.length),
    u64(pairs.length),
    ...pairs,
    ...infos,
  ]);
  const data = tensors.map(({ values }) => pad(Buffer.from(values.buffer)));
  writeFileSync(path, Buffer.concat([pad(header), ...data]));
}

function padded(length: number): number {
  return Math.ceil(length / 32) * 32;
}

function pad(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(padded(bytes.length) - bytes.length)]);
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([u64(bytes.length), bytes]);
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

function u32Value(value: number): Buffer {
  return Buffer.concat([u32(4), u32(value)]);
}

function f32(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32LE(6);
  bytes.writeFloatLE(value, 4);
  return bytes;
}
