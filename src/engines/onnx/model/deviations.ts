// What exporters leave out of a graph that config.json tells of (docs/exactness.md E16.5). Only what the graph
// shows is said: an attention operator without the attribute, no operator that could do it.

import type { Deviation } from "../../../core/deviation.ts";
import type { JsonObject, JsonValue } from "../../../core/json.ts";
import { GraphIndex } from "../graph/graph-index.ts";
import { intOfAttribute } from "../graph/make-nodes.ts";
import type { OnnxGraph, OnnxNode } from "../graph/onnx-graph.ts";

/** @param graph As the exporter wrote it. */
export function onnxDeviations(graph: OnnxGraph, config: JsonObject): Deviation[] {
  const { nodes } = graph;
  const grouped = nodes.filter(({ op }) => op === "GroupQueryAttention");
  const found = [lostWindow(grouped, config), lostSoftcap(graph, config), lostClip(nodes, config)];
  return found.filter((deviation) => deviation !== undefined);
}

function lostWindow(grouped: readonly OnnxNode[], config: JsonObject): Deviation | undefined {
  const { sliding_window: window, use_sliding_window: isUsed = true, max_position_embeddings: context } = config;
  const layers = config.layer_types as JsonValue | undefined;
  const isFull = Array.isArray(layers) && layers.every((type) => type === "full_attention");
  if (!isPositive(window) || isUsed === false || isFull || (isPositive(context) && window >= context)) return undefined;
  if (grouped.length === 0 || grouped.some((node) => (intOfAttribute(node, "local_window_size") ?? -1) > 0))
    return undefined;
  const what = `the exporter left the sliding window of ${window} tokens out of the graph: longer texts get other numbers than the checkpoint gives`;
  return { what, upTo: window };
}

/** One Tanh may cap the logits of the output. */
function lostSoftcap(graph: OnnxGraph, { attn_logit_softcapping: softcap }: JsonObject): Deviation | undefined {
  if (!isPositive(softcap)) return undefined;
  const index = new GraphIndex(graph);
  const attentions = graph.nodes.filter(({ op }) => op === "GroupQueryAttention" || op === "Softmax");
  const isCapped = attentions.some((node) =>
    node.op === "Softmax" ? isCappedBefore(index, node) : node.attributes.some(({ name }) => name === "softcap"),
  );
  if (attentions.length === 0 || isCapped) return undefined;
  return { what: `the exporter left the cap of the attention (${softcap}) out of the graph`, upTo: null };
}

/** Between the product of queries and keys and the Softmax. */
function isCappedBefore(index: GraphIndex, { inputs }: OnnxNode): boolean {
  let values = [...inputs];
  for (let step = 0; step < mostSteps && values.length > 0; step++) {
    const nodes = values.flatMap((value) => index.producer(value) ?? []).filter(({ op }) => op !== "MatMul");
    if (nodes.some(({ op }) => op === "Tanh")) return true;
    values = nodes.flatMap((node) => node.inputs.filter((input) => index.dependsOnTokens(input)));
  }
  return false;
}

/** Scaling, mask, casts: few nodes stand there. */
const mostSteps = 8;

function lostClip(nodes: readonly OnnxNode[], { clip_qkv: clip }: JsonObject): Deviation | undefined {
  if (!isPositive(clip) || nodes.some(({ op }) => /^(?:Clip|Min|Max)$/.test(op))) return undefined;
  return { what: `the exporter left the clipping of queries, keys and values (${clip}) out of the graph`, upTo: null };
}

function isPositive(value: JsonValue | undefined): value is number {
  return typeof value === "number" && value > 0;
}
