// LongRoPE: a graph that turns positions by one table for texts up to its original context and by another for longer ones, chosen
// by the keys it is given (`If` total length > original context). What is computed side by side would be chosen for together, and
// cells behind a text's end count, so the choice becomes an input: who asks knows how long each text is.

import { GraphIndex } from "./graph-index.ts";
import { makeValue } from "./make-nodes.ts";
import { elementTypes, type OnnxGraph, type OnnxNode, tensorFields } from "./onnx-graph.ts";
import { intsOf, messagesOf, readFields } from "./wire.ts";

/** Whether the texts of a run are longer than the original context, `[]`. */
export const longName = "oc.is_long";

/** The longest text of the first table; null where the graph chooses nothing by length. */
export function exposeFactorSwitch(graph: OnnxGraph): number | null {
  const index = new GraphIndex(graph);
  for (const node of graph.nodes) {
    const condition = index.producer(node.op === "If" ? (node.inputs[0] as string) : "");
    const [length = "", bound = ""] = condition?.op === "Greater" ? condition.inputs : [];
    if (length === "" || index.dependsOnTokens(length) || index.isConstant(length)) continue;
    const original = constantOf(graph, index.producer(bound) ?? bound);
    if (original === undefined) continue;
    node.inputs[0] = longName;
    graph.inputs.push(makeValue(longName, elementTypes.bool, []));
    return original;
  }
  return null;
}

/** Of a constant of one whole number. */
function constantOf({ initializers }: OnnxGraph, from: OnnxNode | string): number | undefined {
  const fields =
    typeof from === "string"
      ? initializers.find(({ name }) => name === from)?.fields
      : messagesOf(from.attributes.find(({ name }) => name === "value")?.fields ?? [], 5).map(readFields)[0];
  if (fields === undefined) return undefined;
  const written = intsOf(fields, tensorFields.int64);
  if (written.length > 0) return written[0];
  const [raw] = messagesOf(fields, tensorFields.raw);
  return raw?.length === 8 ? Number(Buffer.from(raw).readBigInt64LE()) : undefined;
}
