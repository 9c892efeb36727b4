// Of a GGUF header: the sizes that memory depends on, and which bytes lie where when layers are offloaded.

import { OcLocalError } from "../../core/errors.ts";
import { printable } from "../../core/printable.ts";
import type { GgufScalar } from "../gguf/parse-header.ts";
import type { GgufModel } from "../gguf.ts";

/** Of a layer count, a width or a number of heads, as the library keeps them. */
const largestSize = 2 ** 31 - 1;

export interface ModelShape {
  layers: number;
  embedding: number;
  feedForward: number;
  heads: number;
  /** Numbers of a key. */
  headSize: number;
  /** Numbers that a token leaves in the KV cache, per layer. */
  kvNumbersPerLayer: number[];
}

export function readShape(gguf: GgufModel): ModelShape {
  const values = (key: string): number[] => numbers(gguf, `${gguf.architecture}.${key}`);
  const first = (key: string, fallback: number): number => values(key)[0] ?? fallback;
  const layers = first("block_count", 0);
  const embedding = first("embedding_length", 0);
  const heads = first("attention.head_count", 0);
  const headSize = heads === 0 ? 0 : embedding / heads;
  const kvHeads = values("attention.head_count_kv");
  const kvHeadNumbers = first("attention.key_length", headSize) + first("attention.value_length", headSize);
  return {
    layers,
    embedding,
    feedForward: Math.max(0, ...values("feed_forward_length")),
    heads,
    headSize: first("attention.key_length", headSize),
    kvNumbersPerLayer: Array.from({ length: layers }, (_, layer) => {
      const count = kvHeads.length > 1 ? kvHeads[layer] : kvHeads[0];
      return (count ?? heads) * kvHeadNumbers;
    }),
  };
}

/**
 * What lies on the device when `gpuLayers` are put there; undefined: everything. llama.cpp offloads the last layers; one more
 * than there are layers moves the output matrix too.
 */
export function placeLayers(gguf: GgufModel, layers: number, gpuLayers: number | undefined) {
  if (gpuLayers === undefined)
    return { firstLayer: 0, weights: gguf.weightBytes, words: `${gguf.tensors.length} tensors` };
  const firstLayer = Math.max(0, layers - gpuLayers);
  const weights = gguf.tensors.reduce((sum, { name, bytes }) => {
    const layer = /^blk\.(\d+)\./.exec(name)?.[1];
    const placed = layer === undefined ? gpuLayers > layers : Number(layer) >= firstLayer;
    return placed ? sum + bytes : sum;
  }, 0);
  return { firstLayer, weights, words: `${layers - firstLayer} of ${layers} layers` };
}

function numbers(gguf: GgufModel, key: string): number[] {
  const value = gguf.metadata.get(key);
  const values: readonly (GgufScalar | undefined)[] = typeof value === "object" ? (value.values ?? []) : [value];
  const found = values.filter((item) => typeof item === "number");
  const odd = found.find((item) => !Number.isInteger(item) || item < 0 || item > largestSize);
  if (odd === undefined) return found;
  throw new OcLocalError(
    "MODEL_FILE",
    `${gguf.path}: ${printable(key)} is ${odd}, expected a whole number from 0 to ${largestSize}`,
    {
      hint: "the header is damaged or made up: bring the file again",
    },
  );
}
