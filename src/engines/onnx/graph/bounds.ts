// What an ONNX graph may hold at most, counted before any of it becomes objects: who makes a file decides nothing about this process's
// time and memory but within these bounds. The largest exports of real models have about 20,000 nodes (docs/security.md lists them).

import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import { type Initializer, parseInitializer } from "./onnx-graph.ts";
import { readFields, skipPlain } from "./wire.ts";

export const onnxBounds = {
  /** With those of branches, loop bodies and functions. */
  nodes: 40_000,
  /** Tensors beside the nodes, each a name and a place. */
  initializers: 100_000,
  /** Fields of all messages: names of inputs and outputs, attributes, shapes. */
  fields: 2_000_000,
  /** Nodes that take one value: the runtime compares each of them with each. */
  uses: 5000,
  /** Of branches within branches. */
  depth: 16,
  /** All of the file but the weights that stay on disk. */
  heldBytes: 256 * 1024 * 1024,
  /** Heads of a layer, numbers of a head. */
  size: 1 << 24,
} as const;

type Counted = Exclude<keyof typeof onnxBounds, "uses" | "depth" | "size">;

/** Messages that are gone through, and by field number which lie in them: all that hold nodes or tensors or are read as objects. */
const parts = {
  model: { 7: "graph", 20: "training", 25: "function" },
  training: { 1: "graph", 2: "graph" },
  graph: { 1: "node", 5: "initializer", 11: "value", 12: "value", 13: "value", 15: "sparse" },
  function: { 7: "node", 11: "attribute", 12: "value" },
  node: { 5: "attribute" },
  attribute: { 5: "tensor", 6: "graph", 10: "tensor", 11: "graph", 22: "sparse", 23: "sparse" },
  sparse: { 1: "tensor", 2: "tensor" },
  value: { 2: "type" },
  type: { 1: "tensorType" },
  tensorType: { 2: "shape" },
  shape: { 1: "dimension" },
  dimension: {},
  initializer: { 13: "entry" },
  tensor: { 13: "entry" },
  entry: {},
} as const;

type Part = keyof typeof parts;

/** The field of a node with names of values that it takes. */
const nodeInput = 1;

const partsByNumber: Readonly<Record<Part, Readonly<Record<number, Part>>>> = parts;

/** Says what there is too much of, to complete "the file …". */
export class BeyondBounds extends Error {}

/** Counts what a file holds. */
export class GraphBounds {
  /** Tensors of nodes, branches and functions whose bytes lie in other files. */
  readonly hidden: Initializer[] = [];
  readonly #uses = new Map<string, number>();
  readonly #counts: Record<Counted, number> = { nodes: 0, initializers: 0, fields: 0, heldBytes: 0 };

  /** @throws BeyondBounds */
  count(what: Counted, by = 1): void {
    this.#counts[what] += by;
    if (this.#counts[what] > onnxBounds[what])
      throw new BeyondBounds(`holds more than ${onnxBounds[what].toLocaleString("en-US")} ${words[what]}`);
  }

  /** A field of the model or of its graph, before it is parsed. @throws BeyondBounds, or RangeError where it is no message. */
  countField(parent: "model" | "graph", number: number, bytes: Uint8Array): void {
    this.count("fields");
    const part = partsByNumber[parent][number];
    if (part !== undefined) this.#countPart(part, bytes, 1);
  }

  #countPart(part: Part, bytes: Uint8Array, depth: number): void {
    if (depth > onnxBounds.depth)
      throw new BeyondBounds(`holds branches within branches, more than ${onnxBounds.depth} deep`);
    if (part === "node") this.count("nodes");
    if (part === "initializer") this.count("initializers");
    const reader = new BinaryReader(bytes);
    while (reader.pos < reader.len) {
      this.count("fields");
      const [number, type] = reader.tag();
      const inner = partsByNumber[part][number];
      if (type !== WireType.LengthDelimited) skipPlain(reader, type);
      else if (part === "node" && number === nodeInput) this.#countUse(reader.string());
      else if (inner === undefined) reader.bytes();
      else this.#countPart(inner, reader.bytes(), inner === "graph" ? depth + 1 : depth);
    }
    if (part === "initializer" || part === "tensor") this.#noteStored(bytes);
  }

  /** The empty name stands for an input that is left out. */
  #countUse(name: string): void {
    const uses = (this.#uses.get(name) ?? 0) + 1;
    this.#uses.set(name, uses);
    if (uses > onnxBounds.uses && name !== "")
      throw new BeyondBounds(`has a value that more than ${onnxBounds.uses.toLocaleString("en-US")} nodes take`);
  }

  #noteStored(bytes: Uint8Array): void {
    const tensor = parseInitializer(readFields(bytes));
    if (tensor.stored !== null) this.hidden.push(tensor);
  }
}

const words: Record<Counted, string> = {
  nodes: "nodes",
  initializers: "tensors",
  fields: "names, attributes and sizes",
  heldBytes: "bytes beside its weights",
};
