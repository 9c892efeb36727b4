// Replaces the mask that a graph makes of attention_mask by one that is given: which key each token may look at. With it the tokens
// of many sequences are computed side by side in one row, each looking at its own prefix only, and a prefix is one cell for all.

import { GraphIndex } from "./graph-index.ts";
import { intAttribute, intOfAttribute, makeNode, makeValue } from "./make-nodes.ts";
import { elementTypes, type OnnxGraph, type OnnxNode } from "./onnx-graph.ts";

/** Added to the attention scores, `[batch, 1, length, keys]`: 0 where a token may look, else very negative. */
export const biasName = "oc.attention_bias";

export interface ReplacedMask {
  /** A graph that computes the masks that were replaced, for a look at what they say; null where the operator made them. */
  original: OnnxGraph | null;
}

/** Null, and nothing is changed, where not every layer's attention can follow a given mask. */
export function replaceMask(
  graph: OnnxGraph,
  { layers, cacheType, contextSize }: { layers: number; cacheType: number; contextSize: number },
): ReplacedMask | null {
  const grouped = graph.nodes.filter(({ op }) => op === "GroupQueryAttention");
  const isGrouped = grouped.length > 0;
  const replaced = isGrouped ? biasGrouped(graph, grouped, { layers, contextSize }) : biasSoftmaxes(graph, layers);
  if (replaced === null) return null;
  graph.inputs.push(makeValue(biasName, elementTypes.float32, ["oc_batch", 1, "oc_length", "oc_keys"]));
  if (isGrouped) castBias(graph, cacheType);
  return replaced;
}

const castName = "oc.typed_bias";

function castBias(graph: OnnxGraph, elementType: number): void {
  graph.nodes.unshift(makeNode("Cast", [biasName], [castName], { attributes: [intAttribute("to", elementType)] }));
}

/** Inputs of com.microsoft.GroupQueryAttention. */
const groupedInputs = { positions: 9, bias: 10 };

/** The operator has an input for it; its rotary embedding then has to be told the positions too. */
function biasGrouped(
  graph: OnnxGraph,
  nodes: readonly OnnxNode[],
  { layers, contextSize }: { layers: number; contextSize: number },
): ReplacedMask | null {
  const isFree = (input: string | undefined) => input === undefined || input === "";
  if (nodes.length !== layers || !nodes.every(({ inputs }) => isFree(inputs[groupedInputs.bias]))) return null;
  // A window counts cells, not positions.
  const windows = nodes.map((node) => intOfAttribute(node, "local_window_size") ?? -1);
  if (windows.some((window) => window >= 0 && window < contextSize)) return null;
  const rotates = nodes.some((node) => intOfAttribute(node, "do_rotary") === 1);
  if (rotates && !graph.inputs.some(({ name }) => name === "position_ids"))
    graph.inputs.push(makeValue("position_ids", elementTypes.int64, ["oc_batch", "oc_length"]));
  for (const node of nodes) {
    while (node.inputs.length < groupedInputs.bias) node.inputs.push("");
    if (intOfAttribute(node, "do_rotary") === 1) node.inputs[groupedInputs.positions] = "position_ids";
    node.inputs[groupedInputs.bias] = castName;
  }
  return { original: null };
}

/** The mask is what is added to the scores before Softmax and depends on no token. */
function biasSoftmaxes(graph: OnnxGraph, layers: number): ReplacedMask | null {
  const index = new GraphIndex(graph);
  const masks = graph.nodes
    .filter(({ op, inputs }) => op === "Softmax" && index.dependsOnTokens(inputs[0] ?? ""))
    .map(({ inputs }) => addedMask(index, inputs[0] ?? ""));
  if (masks.length !== layers || masks.includes(null)) return null;
  const roots = new Set(masks.map((mask) => rootOf(index, mask as string)));
  const types = new Set([...roots].map((root) => index.elementType(root)));
  const [type] = types;
  if (types.size !== 1 || type === undefined || ![elementTypes.float32, elementTypes.float16].includes(type))
    return null;
  const original = subgraphOf(graph, { values: [...roots], index });
  for (const node of graph.nodes) node.inputs = node.inputs.map((input) => (roots.has(input) ? castName : input));
  castBias(graph, type);
  return { original };
}

/** What computes some values, and nothing else of the graph. */
function subgraphOf(graph: OnnxGraph, { values, index }: { values: readonly string[]; index: GraphIndex }): OnnxGraph {
  const wanted = new Set(values);
  const nodes = [...graph.nodes].reverse();
  const kept = nodes.filter(({ inputs, outputs }) => {
    if (!outputs.some((output) => wanted.has(output))) return false;
    for (const input of inputs) wanted.add(input);
    return true;
  });
  const isWanted = ({ name }: { name: string }) => wanted.has(name);
  return {
    nodes: kept.reverse().map((node) => ({ ...node, inputs: [...node.inputs] })),
    initializers: graph.initializers.filter(isWanted),
    inputs: graph.inputs.filter(isWanted),
    outputs: values.map((value) => makeValue(value, index.elementType(value) ?? 0, null)),
    values: [],
    rest: graph.rest,
  };
}

const passing = new Set(["Cast", "Identity"]);

function addedMask(index: GraphIndex, scores: string): string | null {
  const node = index.producer(origin(index, scores, passing));
  if (node?.op !== "Add") return null;
  return node.inputs.find((input) => !index.dependsOnTokens(input) && !index.isConstant(input)) ?? null;
}

const shaping = new Set(["Unsqueeze", "Squeeze", "Expand", "Slice", "Cast", "Identity"]);

/** The mask before layers cut and stretched it to their shapes. */
function rootOf(index: GraphIndex, mask: string): string {
  return origin(index, mask, shaping);
}

/** The value behind some kinds of nodes. */
function origin(index: GraphIndex, value: string, kinds: ReadonlySet<string>): string {
  let at = value;
  for (let node = index.producer(at); node !== undefined && kinds.has(node.op); node = index.producer(at)) {
    const [from = ""] = node.inputs;
    // Towards the front only: what goes round in a circle has no origin.
    if (index.place(from) >= index.place(at)) break;
    at = from;
  }
  return at;
}
