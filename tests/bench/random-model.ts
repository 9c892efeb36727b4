// The model that the bench measures on: random weights in the shape of a llama with 281 M parameters and 152 k tokens, in
// Q8_0. Speed does not depend on what the weights are, and nothing has to be downloaded. Written once, about 300 MB.

import { type FileHandle, open, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { floats, type GgufWriterTensor, ggufBytes } from "../engines/gguf-writer.ts";
import { cacheFolder } from "./cache.ts";
import { q8BlockBytes, q8BlockWeights, WeightSource } from "./random-model/random-weights.ts";
import { type ModelShape, type ModelTensor, modelTensors } from "./random-model/tensors.ts";
import { endOfTextToken, endOfTurnToken, vocabularyLists } from "./random-model/vocabulary.ts";

export const benchShape: ModelShape = { layers: 30, width: 576, feedForward: 1536, heads: 9, kvHeads: 3 };

const seed = 20_261_121;
const contextLength = 4096;
const f32 = { id: 0, blockWeights: 1, blockBytes: 4 };
const q8 = { id: 8, blockWeights: q8BlockWeights, blockBytes: q8BlockBytes };
/** Whole blocks, whole words of 4 bytes, and a whole number of GGUF's alignments. */
const chunkBytes = q8BlockBytes * 32 * 2048;

/** The model's path; an earlier file is taken when its header and size are right. */
export async function randomModel(shape: ModelShape = benchShape, folder = cacheFolder("models")): Promise<string> {
  const path = join(folder, `random-${shape.layers}x${shape.width}-q8_0.gguf`);
  const tensors = modelTensors(shape);
  const header = modelHeader(shape, tensors);
  const bytes = header.length + tensors.reduce((sum, tensor) => sum + tensorBytes(tensor), 0);
  if (await isPresent(path, header, bytes)) return path;
  const unfinished = `${path}.${process.pid}`;
  try {
    await write(unfinished, header, tensors);
    await rename(unfinished, path);
  } finally {
    await rm(unfinished, { force: true });
  }
  return path;
}

export function modelHeader(shape: ModelShape, tensors = modelTensors(shape)): Buffer {
  const { tokens, merges, types } = vocabularyLists();
  const u32 = (value: number) => ({ type: "u32", value }) as const;
  const string = (value: string) => ({ type: "string", value }) as const;
  return ggufBytes({
    metadata: {
      "general.architecture": string("llama"),
      "general.type": string("model"),
      "general.name": string(`random ${shape.layers} x ${shape.width}, seed ${seed}`),
      "general.file_type": u32(7), // Q8_0
      "llama.block_count": u32(shape.layers),
      "llama.context_length": u32(contextLength),
      "llama.embedding_length": u32(shape.width),
      "llama.feed_forward_length": u32(shape.feedForward),
      "llama.attention.head_count": u32(shape.heads),
      "llama.attention.head_count_kv": u32(shape.kvHeads),
      "llama.attention.layer_norm_rms_epsilon": { type: "f32", value: 1e-5 },
      "llama.rope.freq_base": { type: "f32", value: 10_000 },
      "llama.rope.dimension_count": u32(shape.width / shape.heads),
      "llama.vocab_size": u32(tokens.length),
      "tokenizer.ggml.model": string("gpt2"),
      "tokenizer.ggml.pre": string("qwen2"),
      "tokenizer.ggml.tokens": { type: "strings", value: tokens },
      "tokenizer.ggml.token_type": { type: "raw", bytes: signedArray(types) },
      "tokenizer.ggml.merges": { type: "strings", value: merges },
      "tokenizer.ggml.bos_token_id": u32(endOfTextToken),
      "tokenizer.ggml.eos_token_id": u32(endOfTurnToken),
      "tokenizer.ggml.padding_token_id": u32(endOfTextToken),
      "tokenizer.ggml.add_bos_token": { type: "bool", value: false },
    },
    tensors: placed(tensors),
  });
}

/** An array of i32, the only type that llama.cpp takes for token types. */
function signedArray(values: readonly number[]): Buffer {
  const start = Buffer.alloc(16);
  start.writeUInt32LE(9);
  start.writeUInt32LE(5, 4);
  start.writeBigUInt64LE(BigInt(values.length), 8);
  return Buffer.concat([start, Buffer.from(Int32Array.from(values).buffer)]);
}

/** Tensors with their places in the file, but without data, which is streamed behind the header. */
function placed(tensors: ModelTensor[]): GgufWriterTensor[] {
  let offset = 0;
  return tensors.map((tensor) => {
    const at = offset;
    offset += tensorBytes(tensor);
    const { name, dimensions } = tensor;
    return { name, dimensions, type: storage(tensor).id, offset: at, data: Buffer.alloc(0) };
  });
}

async function isPresent(path: string, header: Buffer, bytes: number): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  if (found?.size !== bytes) return false;
  const file = await open(path);
  try {
    const start = Buffer.alloc(header.length);
    await file.read(start, 0, start.length, 0);
    return start.equals(header);
  } finally {
    await file.close();
  }
}

async function write(path: string, header: Buffer, tensors: ModelTensor[]): Promise<void> {
  const file = await open(path, "w");
  try {
    await file.writeFile(header);
    const weights = new WeightSource(seed);
    for (const tensor of tensors) await writeTensor(file, tensor, weights);
  } finally {
    await file.close();
  }
}

async function writeTensor(file: FileHandle, tensor: ModelTensor, weights: WeightSource): Promise<void> {
  const { content } = tensor;
  if (content === "ones") {
    await file.writeFile(floats(Array.from({ length: tensor.dimensions[0] as number }, () => 1)));
    return;
  }
  const bytes = tensorBytes(tensor);
  const rows = tensor.dimensions[1] as number;
  const randomBytes = (bytes / rows) * Math.min(rows, content.zeroRowsFrom ?? rows);
  const chunk = Buffer.alloc(chunkBytes);
  for (let at = 0; at < bytes; at += chunk.length) {
    weights.fill(chunk, content.deviation);
    if (at + chunk.length > randomBytes) chunk.fill(0, Math.max(0, randomBytes - at));
    await file.writeFile(chunk.subarray(0, bytes - at));
  }
}

function tensorBytes(tensor: ModelTensor): number {
  const { blockWeights, blockBytes } = storage(tensor);
  return (tensor.dimensions.reduce((product, dimension) => product * dimension, 1) / blockWeights) * blockBytes;
}

/** llama.cpp wants norms in F32. */
function storage({ content }: ModelTensor) {
  return content === "ones" ? f32 : q8;
}
