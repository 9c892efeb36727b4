// Writes an ONNX graph operation by operation.

import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import {
  intAttribute,
  intsAttribute,
  makeInt64s,
  makeNode,
  makeTensor,
  makeValue,
} from "../../../src/engines/onnx/graph/make-nodes.ts";
import {
  type Attribute,
  elementTypes,
  type OnnxGraph,
  writeGraph,
  writeModel,
} from "../../../src/engines/onnx/graph/onnx-graph.ts";
import { bytesField, intField, messageField, textField } from "../../../src/engines/onnx/graph/wire.ts";

export type AttributeValues = Record<string, number | readonly number[] | { float: number } | { graph: Uint8Array }>;

export class GraphWriter {
  readonly graph: OnnxGraph = {
    nodes: [],
    initializers: [],
    inputs: [],
    outputs: [],
    values: [],
    rest: [textField(2, "tiny")],
  };
  #count = 0;

  op(
    op: string,
    inputs: string[],
    attributes: AttributeValues = {},
    options: { domain?: string; outputs?: string[] } = {},
  ): string {
    const outputs = options.outputs ?? [`v${this.#count++}`];
    const list = Object.entries(attributes).map(([name, value]) => attributeOf(name, value));
    this.graph.nodes.push(makeNode(op, inputs, outputs, { attributes: list, domain: options.domain ?? "" }));
    return outputs[0] as string;
  }

  /** A value under a name of the caller's. */
  name(value: string, name: string): string {
    return this.op("Identity", [value], {}, { outputs: [name] });
  }

  ints(values: readonly number[], dims?: readonly number[]): string {
    const name = `i${this.#count++}`;
    this.graph.initializers.push(makeInt64s(name, values, dims));
    return name;
  }

  float(value: number): string {
    return this.tensor({ elementType: elementTypes.float32, dims: [], numbers: Float32Array.of(value) });
  }

  tensor({
    elementType,
    dims,
    numbers,
  }: {
    elementType: number;
    dims: readonly number[];
    numbers: ArrayBufferView;
  }): string {
    const name = `w${this.#count++}`;
    const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
    this.graph.initializers.push(makeTensor(name, { elementType, dims, bytes }));
    return name;
  }

  input(name: string, elementType: number, dims: readonly (number | string)[]): string {
    this.graph.inputs.push(makeValue(name, elementType, dims));
    return name;
  }

  output(name: string, elementType: number, dims: readonly (number | string)[]): void {
    this.graph.outputs.push(makeValue(name, elementType, dims));
  }

  graphBytes(): Uint8Array {
    return writeGraph(this.graph);
  }

  modelBytes(opset = 17): Uint8Array {
    const opsetOf = (domain: string, version: number) => messageField(8, [textField(1, domain), intField(2, version)]);
    const rest = [intField(1, 8), opsetOf("", opset), opsetOf("com.microsoft", 1)];
    return writeModel({ opsets: new Map(), graph: this.graph, rest });
  }
}

function attributeOf(name: string, value: AttributeValues[string]): Attribute {
  if (typeof value === "number") return intAttribute(name, value);
  if ("float" in value) {
    const bytes = new BinaryWriter().float(value.float).finish();
    return { name, fields: [textField(1, name), { number: 2, type: WireType.Bit32, bytes }, intField(20, 1)] };
  }
  if ("graph" in value) return { name, fields: [textField(1, name), bytesField(6, value.graph), intField(20, 5)] };
  return intsAttribute(name, value);
}
