// The weights of oc-tiny as numbers, out of the ONNX file in the repository: a name of GGUF's to rows of float32.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { tensorFields } from "../../../src/engines/onnx/graph/onnx-graph.ts";
import { readOnnxFile } from "../../../src/engines/onnx/graph/read-model.ts";

export const tinyOnnxFolder = fileURLToPath(new URL("../../../models/oc-tiny-onnx", import.meta.url));

export interface LlamaShape {
  layers: number;
  width: number;
  inner: number;
  heads: number;
  kvHeads: number;
  headWidth: number;
  vocabulary: number;
}

/** A model to write: GGUF's names of its tensors to their numbers, pairs of a head's components being neighbours. */
export interface LlamaWeights {
  shape: LlamaShape;
  weight(name: string): Matrix;
}

const shape: LlamaShape = {
  layers: 4,
  width: 128,
  inner: 320,
  heads: 4,
  kvHeads: 2,
  headWidth: 32,
  vocabulary: 2048,
};

export interface Matrix {
  /** `[rows, columns]`; a vector has one row. */
  rows: number;
  columns: number;
  values: Float32Array;
}

export function readTinyWeights(): LlamaWeights {
  const { model, path } = readOnnxFile(`${tinyOnnxFolder}/onnx/model.onnx`);
  const file = readFileSync(path);
  const weights = new Map(
    model.graph.initializers.map(({ name, dims, fields, stored }) => {
      const inline = fields.find(({ number }) => number === tensorFields.raw)?.bytes;
      const bytes =
        stored === null ? (inline as Uint8Array) : file.subarray(stored.offset, stored.offset + stored.length);
      const values = new Float32Array(Uint8Array.from(bytes).buffer);
      const [columns, rows] = [dims.at(-1) as number, dims.length === 2 ? (dims[0] as number) : 1];
      return [name.replace("parameters_by_name.", "").replaceAll("-", "."), { rows, columns, values }];
    }),
  );
  return { shape, weight: (name) => weights.get(name) as Matrix };
}

/** Rows of queries or keys from neighbouring pairs (0 and 1, 2 and 3, …) to pairs half a head apart, as most exports rotate. */
export function splitPairs({ rows, columns, values }: Matrix, headWidth: number): Matrix {
  const half = headWidth / 2;
  const reordered = new Float32Array(values.length);
  for (let row = 0; row < rows; row++) {
    const [head, place] = [Math.floor(row / headWidth), row % headWidth];
    const from = head * headWidth + (place < half ? 2 * place : 2 * (place - half) + 1);
    reordered.set(values.subarray(from * columns, (from + 1) * columns), row * columns);
  }
  return { rows, columns, values: reordered };
}

export function transposed({ rows, columns, values }: Matrix): Matrix {
  const turned = new Float32Array(values.length);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      turned[column * rows + row] = values[row * columns + column] as number;
  return { rows: columns, columns: rows, values: turned };
}

/** Rounded to half precision. */
export function halves(values: Float32Array): Uint16Array {
  return Uint16Array.from(values, halfBits);
}

function halfBits(value: number): number {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const magnitude = Math.abs(value);
  if (magnitude < 2 ** -24) return sign;
  const exponent = Math.max(-14, Math.floor(Math.log2(magnitude)));
  const mantissa = Math.round((magnitude / 2 ** exponent) * 1024);
  // A mantissa that rounds up to 2 carries into the exponent by itself.
  const bits = mantissa >= 1024 ? ((exponent + 15) << 10) + mantissa - 1024 : mantissa;
  return sign | Math.min(bits, 0x7c00);
}
