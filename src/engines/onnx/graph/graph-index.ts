// Who makes each value of a graph, which values never change, and which inputs of the graph their numbers come from.

import { intOfAttribute } from "./make-nodes.ts";
import { elementTypes, type OnnxGraph, type OnnxNode } from "./onnx-graph.ts";
import { intOf, messagesOf, readFields } from "./wire.ts";

export class GraphIndex {
  readonly #graph: OnnxGraph;
  readonly #producers = new Map<string, { node: OnnxNode; place: number }>();
  readonly #constants: Set<string>;
  readonly #sources = new Map<string, ReadonlySet<string>>();

  constructor(graph: OnnxGraph) {
    this.#graph = graph;
    this.#constants = new Set(graph.initializers.map(({ name }) => name));
    for (const { name } of graph.inputs) if (!this.#constants.has(name)) this.#sources.set(name, new Set([name]));
    for (const [place, node] of graph.nodes.entries()) {
      for (const output of node.outputs) this.#producers.set(output, { node, place });
      if (node.inputs.every((input) => input === "" || this.#constants.has(input)))
        for (const output of node.outputs) this.#constants.add(output);
      else this.#traceSources(node);
    }
  }

  producer(value: string): OnnxNode | undefined {
    return this.#producers.get(value)?.node;
  }

  /** Place of the value's node in the graph's order; -1 for inputs and constants. */
  place(value: string): number {
    return this.#producers.get(value)?.place ?? -1;
  }

  isConstant(value: string): boolean {
    return value === "" || this.#constants.has(value);
  }

  /** Inputs of the graph that the value's numbers depend on; a value that depends on sizes alone has none. */
  sources(value: string): ReadonlySet<string> {
    return this.#sources.get(value) ?? new Set();
  }

  /** TensorProto.DataType as far as the graph tells it. */
  elementType(value: string): number | undefined {
    const declared = [...this.#graph.inputs, ...this.#graph.outputs, ...this.#graph.values].find(
      ({ name, elementType }) => name === value && elementType !== 0,
    );
    if (declared !== undefined) return declared.elementType;
    const weight = this.#graph.initializers.find(({ name }) => name === value);
    if (weight !== undefined) return weight.elementType;
    const node = this.producer(value);
    if (node === undefined) return undefined;
    if (node.op === "Cast") return intOfAttribute(node, "to");
    if (node.op === "Constant" || node.op === "ConstantOfShape") return tensorType(node);
    const typed = node.op === "Where" ? 1 : 0;
    return node.inputs[typed] === undefined ? undefined : this.elementType(node.inputs[typed]);
  }

  #traceSources(node: OnnxNode): void {
    const sizesOnly = node.op === "Shape" || node.op === "Size";
    const sources = sizesOnly ? [] : node.inputs.flatMap((input) => [...this.sources(input)]);
    for (const output of node.outputs) this.#sources.set(output, new Set(sources));
  }
}

/** Type of the tensor that a constant carries; without one it is a float. */
function tensorType({ attributes }: OnnxNode): number {
  const value = attributes.find(({ name }) => name === "value");
  if (value === undefined) return elementTypes.float32;
  const [tensor] = messagesOf(value.fields, 5);
  return tensor === undefined ? elementTypes.float32 : intOf(readFields(tensor), 2);
}
