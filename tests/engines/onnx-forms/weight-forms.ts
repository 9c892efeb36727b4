// The ways a weight is stored and multiplied with: whole and half precision, 8 and 4 bits.

import { elementTypes } from "../../../src/engines/onnx/graph/onnx-graph.ts";
import type { GraphWriter } from "./graph-writer.ts";
import { halves, type Matrix, transposed } from "./tiny-weights.ts";

export type WeightForm = "fp32" | "fp16" | "q8" | "int8" | "q4";

/** `x` times the transposed matrix, `[..., columns]` to `[..., rows]`. */
export function product(writer: GraphWriter, x: string, weight: Matrix, form: WeightForm): string {
  if (form === "fp32" || form === "fp16")
    return writer.op("MatMul", [x, plainWeight(writer, transposed(weight), form)]);
  if (form === "q8") return dynamicProduct(writer, x, weight);
  if (form === "int8") return dequantisedProduct(writer, x, weight);
  return blockProduct(writer, x, weight);
}

export function plainWeight(writer: GraphWriter, { rows, columns, values }: Matrix, form: WeightForm): string {
  const dims = [rows, columns];
  if (form === "fp16") return writer.tensor({ elementType: elementTypes.float16, dims, numbers: halves(values) });
  return writer.tensor({ elementType: elementTypes.float32, dims, numbers: values });
}

/** As onnxruntime's quantize_dynamic writes it: activations are quantised on the way. */
function dynamicProduct(writer: GraphWriter, x: string, weight: Matrix): string {
  const { rows, columns, values } = transposed(weight);
  const scale = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / 127;
  const bytes = Int8Array.from(values, (value) => Math.round(value / scale));
  const stored = writer.tensor({ elementType: elementTypes.int8, dims: [rows, columns], numbers: bytes });
  const zero = writer.tensor({ elementType: elementTypes.int8, dims: [], numbers: Int8Array.of(0) });
  const names = ["x", "scale", "zero"].map((part) => `${stored}.${part}`) as [string, string, string];
  writer.op("DynamicQuantizeLinear", [x], {}, { outputs: names });
  const whole = writer.op("MatMulInteger", [names[0], stored, names[2], zero]);
  const scales = writer.op("Mul", [names[1], writer.float(scale)]);
  return writer.op("Mul", [writer.op("Cast", [whole], { to: elementTypes.float32 }), scales]);
}

/** Weights alone, one scale for each output. */
function dequantisedProduct(writer: GraphWriter, x: string, weight: Matrix): string {
  const { rows, columns, values } = transposed(weight);
  const scales = Float32Array.from({ length: columns }, (_, column) => {
    return (
      Array.from({ length: rows }, (_, row) => Math.abs(values[row * columns + column] as number)).reduce((a, b) =>
        Math.max(a, b),
      ) / 127
    );
  });
  const bytes = Int8Array.from(values, (value, i) => Math.round(value / (scales[i % columns] as number)));
  const stored = writer.tensor({ elementType: elementTypes.int8, dims: [rows, columns], numbers: bytes });
  const scale = writer.tensor({ elementType: elementTypes.float32, dims: [columns], numbers: scales });
  const zeros = writer.tensor({ elementType: elementTypes.int8, dims: [columns], numbers: new Int8Array(columns) });
  return writer.op("MatMul", [x, writer.op("DequantizeLinear", [stored, scale, zeros], { axis: 1 })]);
}

/** com.microsoft.MatMulNBits: blocks of 32 numbers of a row, two in a byte, around a zero of 8. */
function blockProduct(writer: GraphWriter, x: string, { rows, columns, values }: Matrix): string {
  const block = 32;
  const blocks = columns / block;
  const packed = new Uint8Array((rows * columns) / 2);
  const scales = new Float32Array(rows * blocks);
  for (let b = 0; b < rows * blocks; b++) {
    const numbers = values.subarray(b * block, (b + 1) * block);
    const extreme = numbers.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);
    const scale = extreme / -8 || 1;
    scales[b] = scale;
    for (const [i, value] of numbers.entries()) {
      const code = Math.min(15, Math.max(0, Math.round(value / scale) + 8));
      packed[(b * block + i) >> 1] = (packed[(b * block + i) >> 1] as number) | (code << (i % 2 === 0 ? 0 : 4));
    }
  }
  const stored = writer.tensor({ elementType: elementTypes.uint8, dims: [rows, blocks, block / 2], numbers: packed });
  const scale = writer.tensor({ elementType: elementTypes.float32, dims: [rows * blocks], numbers: scales });
  const attributes = { K: columns, N: rows, bits: 4, block_size: block };
  return writer.op("MatMulNBits", [x, stored, scale], attributes, { domain: "com.microsoft" });
}
