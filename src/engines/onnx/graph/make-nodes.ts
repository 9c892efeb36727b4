// Nodes, values and constants that are added to a graph.

import {
  type Attribute,
  elementTypes,
  type Initializer,
  type OnnxNode,
  type OnnxValue,
  tensorFields,
} from "./onnx-graph.ts";
import { bytesField, intField, intsOf, messageField, textField } from "./wire.ts";

export function makeNode(
  op: string,
  inputs: string[],
  outputs: string[],
  { domain = "", attributes = [] }: { domain?: string; attributes?: Attribute[] } = {},
): OnnxNode {
  return { op, domain, name: outputs.join("|"), inputs, outputs, attributes };
}

export function intAttribute(name: string, value: number): Attribute {
  return { name, fields: [textField(1, name), intField(3, value), intField(20, 2)] };
}

export function intsAttribute(name: string, values: readonly number[]): Attribute {
  return { name, fields: [textField(1, name), ...values.map((value) => intField(8, value)), intField(20, 7)] };
}

/** An attribute's integer; undefined where the node leaves it out. */
export function intOfAttribute({ attributes }: OnnxNode, name: string): number | undefined {
  const attribute = attributes.find((each) => each.name === name);
  return attribute === undefined ? undefined : intsOf(attribute.fields, 3).at(-1);
}

/** @param shape Numbers are sizes, texts are names of sizes. Null: of any shape. */
export function makeValue(name: string, elementType: number, shape: readonly (number | string)[] | null): OnnxValue {
  const dimensions = (shape ?? []).map((size) =>
    messageField(1, [typeof size === "number" ? intField(1, size) : textField(2, size)]),
  );
  const tensor = [intField(1, elementType), ...(shape === null ? [] : [messageField(2, dimensions)])];
  const fields = [textField(1, name), messageField(2, [messageField(1, tensor)])];
  return { name, elementType, shape: shape === null ? null : [...shape], fields };
}

export function makeTensor(
  name: string,
  { elementType, dims, bytes }: { elementType: number; dims: readonly number[]; bytes: Uint8Array },
): Initializer {
  const fields = [
    ...dims.map((size) => intField(tensorFields.dims, size)),
    intField(tensorFields.type, elementType),
    textField(tensorFields.name, name),
    bytesField(tensorFields.raw, bytes),
  ];
  return { name, elementType, dims: [...dims], fields, stored: null };
}

export function makeInt64s(name: string, values: readonly number[], dims: readonly number[] = [values.length]) {
  const bytes = new Uint8Array(BigInt64Array.from(values.map(BigInt)).buffer);
  return makeTensor(name, { elementType: elementTypes.int64, dims, bytes });
}
