// A merged decoder (Optimum's decoder_model_merged.onnx) holds two graphs in one If: with past and without. The one with past serves
// both, an empty past being a past, so it takes the If's place.

import { type OnnxGraph, parseGraph } from "./onnx-graph.ts";
import { messagesOf, readFields } from "./wire.ts";

const branchInput = "use_cache_branch";

export function unmerge(graph: OnnxGraph): void {
  if (!graph.inputs.some(({ name }) => name === branchInput)) return;
  graph.inputs = graph.inputs.filter(({ name }) => name !== branchInput);
  for (const [place, node] of [...graph.nodes.entries()].reverse()) {
    if (node.op !== "If" || node.inputs[0] !== branchInput) continue;
    const attribute = node.attributes.find(({ name }) => name === "then_branch");
    const [bytes] = messagesOf(attribute?.fields ?? [], 6);
    if (bytes === undefined) continue;
    const branch = parseGraph(readFields(bytes));
    const names = new Map(branch.outputs.map(({ name }, i) => [name, node.outputs[i] as string]));
    const renamed = (name: string) => names.get(name) ?? name;
    for (const inner of branch.nodes) {
      inner.inputs = inner.inputs.map(renamed);
      inner.outputs = inner.outputs.map(renamed);
    }
    graph.nodes.splice(place, 1, ...branch.nodes);
    graph.initializers.push(...branch.initializers);
    graph.values.push(...branch.values.filter(({ name }) => !names.has(name)));
  }
}
