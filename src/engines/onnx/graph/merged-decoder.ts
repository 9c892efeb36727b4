// A merged decoder (Optimum's decoder_model_merged.onnx) holds two graphs in one If: with past and without. The one with past serves
// both, an empty past being a past, so it takes the If's place.

import { type OnnxGraph, type OnnxNode, parseGraph } from "./onnx-graph.ts";
import { messagesOf, readFields } from "./wire.ts";

const branchInput = "use_cache_branch";

export function unmerge(graph: OnnxGraph): void {
  if (!graph.inputs.some(({ name }) => name === branchInput)) return;
  graph.inputs = graph.inputs.filter(({ name }) => name !== branchInput);
  graph.nodes = graph.nodes.flatMap((node) => branchNodes(graph, node) ?? [node]);
}

/** The nodes that take an If's place; null where the node is another one. */
function branchNodes(graph: OnnxGraph, node: OnnxNode): OnnxNode[] | null {
  if (node.op !== "If" || node.inputs[0] !== branchInput) return null;
  const attribute = node.attributes.find(({ name }) => name === "then_branch");
  const [bytes] = messagesOf(attribute?.fields ?? [], 6);
  if (bytes === undefined) return null;
  const branch = parseGraph(readFields(bytes));
  const names = new Map(branch.outputs.map(({ name }, i) => [name, node.outputs[i] ?? name]));
  const renamed = (name: string) => names.get(name) ?? name;
  for (const inner of branch.nodes) {
    inner.inputs = inner.inputs.map(renamed);
    inner.outputs = inner.outputs.map(renamed);
  }
  for (const tensor of branch.initializers) graph.initializers.push(tensor);
  for (const value of branch.values) if (!names.has(value.name)) graph.values.push(value);
  return branch.nodes;
}
