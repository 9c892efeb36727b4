// Who makes each value of a graph, which values never change, and which depend on the tokens.

import { intOfAttribute } from "./make-nodes.ts";
import { elementTypes, type OnnxGraph, type OnnxNode } from "./onnx-graph.ts";
import { intOf, messagesOf, readFields } from "./wire.ts";

export class GraphIndex {
  readonly #producers = new Map<string, { node: OnnxNode; place: number }>();
  readonly #constants: Set<string>;
  readonly #ofTokens: Set<string>;
  /** TensorProto.DataType of what the graph tells it of. */
  readonly #types: ReadonlyMap<string, number>;

  constructor(graph: OnnxGraph) {
    this.#types = typesOf(graph);
    this.#constants = new Set(graph.initializers.map(({ name }) => name));
    const isOfTokens = (name: string) => name === "input_ids" || name.startsWith("past");
    const inputs = graph.inputs.filter(({ name }) => !this.#constants.has(name) && isOfTokens(name));
    this.#ofTokens = new Set(inputs.map(({ name }) => name));
    for (const [place, node] of graph.nodes.entries()) this.#add(node, place);
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

  /** Whether the value's numbers depend on tokens, those of the past too; what depends on their count alone does not. */
  dependsOnTokens(value: string): boolean {
    return this.#ofTokens.has(value);
  }

  /** TensorProto.DataType as far as the graph tells it. */
  elementType(value: string): number | undefined {
    // A graph may go round in a circle; no way through it is longer than its values are many.
    for (let at: string | undefined = value, steps = 0; at !== undefined && steps <= this.#producers.size; steps++) {
      const told = this.#types.get(at);
      if (told !== undefined) return told;
      const node = this.producer(at);
      if (node === undefined) return undefined;
      if (node.op === "Cast") return intOfAttribute(node, "to");
      if (node.op === "Constant" || node.op === "ConstantOfShape") return tensorType(node);
      at = node.inputs[node.op === "Where" ? 1 : 0];
    }
    return undefined;
  }

  #add(node: OnnxNode, place: number): void {
    const isConstant = node.inputs.every((input) => this.isConstant(input));
    const sizesOnly = node.op === "Shape" || node.op === "Size";
    const isOfTokens = !isConstant && !sizesOnly && node.inputs.some((input) => this.#ofTokens.has(input));
    for (const output of node.outputs) {
      this.#producers.set(output, { node, place });
      if (isConstant) this.#constants.add(output);
      else if (isOfTokens) this.#ofTokens.add(output);
    }
  }
}

/** Inputs and outputs before what was noted of values, and these before weights; the first of a name counts. */
function typesOf({ inputs, outputs, values, initializers }: OnnxGraph): Map<string, number> {
  const types = new Map<string, number>();
  for (const list of [inputs, outputs, values])
    for (const { name, elementType } of list) if (elementType !== 0 && !types.has(name)) types.set(name, elementType);
  for (const { name, elementType } of initializers) if (!types.has(name)) types.set(name, elementType);
  return types;
}

/** Type of the tensor that a constant carries; without one it is a float. */
function tensorType({ attributes }: OnnxNode): number {
  const value = attributes.find(({ name }) => name === "value");
  if (value === undefined) return elementTypes.float32;
  const [tensor] = messagesOf(value.fields, 5);
  return tensor === undefined ? elementTypes.float32 : intOf(readFields(tensor), 2);
}
