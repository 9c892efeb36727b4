// An ONNX model as nodes and named values, after onnx.proto. Numbers are the field numbers of that file.

import {
  bytesField,
  type Field,
  intField,
  intOf,
  intsOf,
  messageField,
  messagesOf,
  readFields,
  textField,
  textOf,
  textsOf,
  writeFields,
} from "./wire.ts";

export interface OnnxModel {
  /** Version of each operator set by domain; the standard one is "". */
  opsets: Map<string, number>;
  graph: OnnxGraph;
  /** Fields of the model but for its graph. */
  rest: Field[];
}

export interface OnnxGraph {
  nodes: OnnxNode[];
  initializers: Initializer[];
  inputs: OnnxValue[];
  outputs: OnnxValue[];
  /** Types the exporter noted; hints only. */
  values: OnnxValue[];
  rest: Field[];
}

export interface OnnxNode {
  op: string;
  domain: string;
  name: string;
  inputs: string[];
  outputs: string[];
  attributes: Attribute[];
}

export interface Attribute {
  name: string;
  fields: Field[];
}

/** A named tensor of known type. */
export interface OnnxValue {
  name: string;
  /** TensorProto.DataType; 0 where it is not told. */
  elementType: number;
  /** Sizes, or names of sizes; null where it is not told. */
  shape: (number | string)[] | null;
  fields: Field[];
}

export interface Initializer {
  name: string;
  elementType: number;
  dims: number[];
  fields: Field[];
  /** Where its bytes lie when they were left on disk. */
  stored: StoredBytes | null;
}

export interface StoredBytes {
  /** Relative to the folder of the model. */
  path: string;
  offset: number;
  length: number;
}

export const elementTypes = { float32: 1, uint8: 2, int8: 3, int32: 6, int64: 7, bool: 9, float16: 10, bfloat16: 16 };

const graphFields = { node: 1, initializer: 5, input: 11, output: 12, valueInfo: 13 };
export const modelFields = { opset: 8, graph: 7 };
export const tensorFields = { dims: 1, type: 2, int64: 7, name: 8, raw: 9, external: 13, location: 14 };

export function parseOpsets(fields: readonly Field[]): Map<string, number> {
  const sets = messagesOf(fields, modelFields.opset).map(readFields);
  return new Map(sets.map((set) => [standardDomain(textOf(set, 1)), intOf(set, 2)]));
}

/** The standard domain has two names. */
function standardDomain(domain: string): string {
  return domain === "ai.onnx" ? "" : domain;
}

/** @param initializers Those that the caller read already, in place of the graph's own. */
export function parseGraph(fields: readonly Field[], initializers?: Initializer[]): OnnxGraph {
  const known = new Set<number>(Object.values(graphFields));
  return {
    nodes: messagesOf(fields, graphFields.node).map((bytes) => parseNode(readFields(bytes))),
    initializers:
      initializers ?? messagesOf(fields, graphFields.initializer).map((bytes) => parseInitializer(readFields(bytes))),
    inputs: messagesOf(fields, graphFields.input).map((bytes) => parseValue(readFields(bytes))),
    outputs: messagesOf(fields, graphFields.output).map((bytes) => parseValue(readFields(bytes))),
    values: messagesOf(fields, graphFields.valueInfo).map((bytes) => parseValue(readFields(bytes))),
    rest: fields.filter(({ number }) => !known.has(number)),
  };
}

function parseNode(fields: readonly Field[]): OnnxNode {
  return {
    inputs: textsOf(fields, 1),
    outputs: textsOf(fields, 2),
    name: textOf(fields, 3),
    op: textOf(fields, 4),
    attributes: messagesOf(fields, 5).map((bytes) => {
      const attribute = readFields(bytes);
      return { name: textOf(attribute, 1), fields: attribute };
    }),
    domain: standardDomain(textOf(fields, 7)),
  };
}

export function parseInitializer(fields: Field[]): Initializer {
  return {
    name: textOf(fields, tensorFields.name),
    elementType: intOf(fields, tensorFields.type),
    dims: intsOf(fields, tensorFields.dims),
    fields,
    stored: intOf(fields, tensorFields.location) === 1 ? parseExternal(fields) : null,
  };
}

function parseExternal(fields: readonly Field[]): StoredBytes {
  const entries = new Map(
    messagesOf(fields, tensorFields.external).map((bytes) => {
      const entry = readFields(bytes);
      return [textOf(entry, 1), textOf(entry, 2)] as const;
    }),
  );
  return {
    path: entries.get("location") ?? "",
    offset: placeOf(entries, "offset"),
    length: placeOf(entries, "length"),
  };
}

/** @throws RangeError for what is no count of bytes. */
function placeOf(entries: ReadonlyMap<string, string>, key: string): number {
  const told = entries.get(key) ?? "0";
  if (!/^\d{1,15}$/.test(told))
    throw new RangeError(`the ${key} ${JSON.stringify(told.slice(0, 40))} of a tensor's bytes`);
  return Number(told);
}

function parseValue(fields: Field[]): OnnxValue {
  const [type] = messagesOf(fields, 2).map(readFields);
  const [tensor] = messagesOf(type ?? [], 1).map(readFields);
  const [shape] = messagesOf(tensor ?? [], 2).map(readFields);
  return {
    name: textOf(fields, 1),
    elementType: intOf(tensor ?? [], 1),
    shape: shape === undefined ? null : messagesOf(shape, 1).map((bytes) => dimensionOf(readFields(bytes))),
    fields,
  };
}

function dimensionOf(fields: readonly Field[]): number | string {
  return fields.some(({ number }) => number === 1) ? intOf(fields, 1) : textOf(fields, 2);
}

export function writeModel({ graph, rest }: OnnxModel): Uint8Array {
  return writeFields([...rest, bytesField(modelFields.graph, writeGraph(graph))]);
}

export function writeGraph({ nodes, initializers, inputs, outputs, values, rest }: OnnxGraph): Uint8Array {
  return writeFields([
    ...nodes.map((node) => messageField(graphFields.node, nodeFields(node))),
    ...initializers.map((tensor) => messageField(graphFields.initializer, initializerFields(tensor))),
    ...inputs.map(({ fields }) => messageField(graphFields.input, fields)),
    ...outputs.map(({ fields }) => messageField(graphFields.output, fields)),
    ...values.map(({ fields }) => messageField(graphFields.valueInfo, fields)),
    ...rest,
  ]);
}

function nodeFields({ op, domain, name, inputs, outputs, attributes }: OnnxNode): Field[] {
  return [
    ...inputs.map((input) => textField(1, input)),
    ...outputs.map((output) => textField(2, output)),
    textField(3, name),
    textField(4, op),
    ...attributes.map(({ fields }) => messageField(5, fields)),
    textField(7, domain),
  ];
}

function initializerFields({ fields, stored }: Initializer): Field[] {
  if (stored === null) return fields;
  const dropped = new Set<number>([tensorFields.raw, tensorFields.external, tensorFields.location]);
  const entry = (key: string, value: string | number) =>
    messageField(tensorFields.external, [textField(1, key), textField(2, String(value))]);
  return [
    ...fields.filter(({ number }) => !dropped.has(number)),
    entry("location", stored.path),
    entry("offset", stored.offset),
    entry("length", stored.length),
    intField(tensorFields.location, 1),
  ];
}
