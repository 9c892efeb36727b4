// How wide a head's keys and values are where their shape has a name in its place, as in exports of ONNX Runtime GenAI from 0.18 on:
// the weights that make the values tell.

import type { GraphIndex } from "./graph-index.ts";
import { intOfAttribute } from "./make-nodes.ts";
import type { OnnxGraph, OnnxNode } from "./onnx-graph.ts";

export class CacheWidths {
  readonly #index: GraphIndex;
  readonly #columns: ReadonlyMap<string, number>;

  constructor({ initializers }: OnnxGraph, index: GraphIndex) {
    this.#index = index;
    this.#columns = new Map(initializers.map(({ name, dims }) => [name, dims.length === 2 ? (dims[1] as number) : 0]));
  }

  /** @param output Of an attention operator. Undefined where it is another operator or its weights do not tell. */
  of(output: string): number | undefined {
    const node = this.#index.producer(output);
    if (node?.op !== "GroupQueryAttention") return undefined;
    const queryHeads = intOfAttribute(node, "num_heads") ?? 0;
    const heads = intOfAttribute(node, "kv_num_heads") ?? 0;
    const [packed = "", , value = ""] = node.inputs;
    const { columns, isSplit } = this.#projection(value === "" ? packed : value);
    const width = columns / (value === "" || isSplit ? queryHeads + 2 * heads : heads);
    return Number.isInteger(width) && width > 0 ? width : undefined;
  }

  /** Numbers of a token that a matrix makes, and whether queries and keys come from it too. */
  #projection(value: string): { columns: number; isSplit: boolean } {
    let isSplit = false;
    let node = this.#index.producer(value);
    // No way through a graph is longer than this, but one may go round in a circle.
    for (let steps = 0; node !== undefined && steps < 16; steps++) {
      if (node.op === "MatMulNBits") return { columns: intOfAttribute(node, "N") ?? 0, isSplit };
      if (node.op === "MatMul") return { columns: this.#columns.get(node.inputs[1] ?? "") ?? 0, isSplit };
      isSplit ||= node.op === "Split";
      node = passing.has(node.op) ? this.#computed(node) : undefined;
    }
    return { columns: 0, isSplit };
  }

  /** Of an addition, what is no constant. */
  #computed({ inputs }: OnnxNode): OnnxNode | undefined {
    return inputs.map((input) => this.#index.producer(input)).find((node) => node !== undefined);
  }
}

const passing = new Set(["Add", "Cast", "Identity", "Reshape", "Split"]);
