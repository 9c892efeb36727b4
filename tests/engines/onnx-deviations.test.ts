// What an exported graph lacks of what its config.json tells.

import { expect, test } from "vitest";
import type { JsonObject } from "../../src/core/json.ts";
import { intAttribute, makeNode, makeValue } from "../../src/engines/onnx/graph/make-nodes.ts";
import { elementTypes, type OnnxGraph, type OnnxNode } from "../../src/engines/onnx/graph/onnx-graph.ts";
import { onnxDeviations } from "../../src/engines/onnx/model/deviations.ts";

function graphOf(...nodes: OnnxNode[]): OnnxGraph {
  const inputs = [makeValue("input_ids", elementTypes.int64, ["batch", "length"])];
  return { nodes, initializers: [], inputs, outputs: [], values: [], rest: [] };
}

const told = (graph: OnnxGraph, config: JsonObject) =>
  onnxDeviations(graph, config).map(({ what, upTo }) => [what, upTo]);
const embedded = makeNode("Gather", ["input_ids"], ["hidden"]);
const grouped = (...attributes: OnnxNode["attributes"]) =>
  graphOf(embedded, makeNode("GroupQueryAttention", ["hidden"], ["out"], { domain: "com.microsoft", attributes }));
/** Softmax over the product of queries and keys, with what stands between. */
const plain = (...between: string[]) =>
  graphOf(
    embedded,
    makeNode("MatMul", ["hidden", "hidden"], ["v0"]),
    ...between.map((op, i) => makeNode(op, [`v${i}`], [`v${i + 1}`])),
    makeNode("Softmax", [`v${between.length}`], ["weights"]),
  );

test("an attention operator without the checkpoint's window is told, exact up to the window", () => {
  const window = { sliding_window: 512, max_position_embeddings: 4096 };
  expect(told(grouped(), window)).toEqual([[expect.stringContaining("sliding window of 512 tokens"), 512]]);
  expect(told(grouped(intAttribute("local_window_size", -1)), window)).toHaveLength(1);
  expect(told(grouped(intAttribute("local_window_size", 512)), window)).toEqual([]);
});

test.each<[what: string, graph: OnnxGraph, config: JsonObject]>([
  ["none is told of", grouped(), { max_position_embeddings: 4096 }],
  ["it is switched off", grouped(), { sliding_window: 512, use_sliding_window: false }],
  ["every layer sees the whole text", grouped(), { sliding_window: 512, layer_types: ["full_attention"] }],
  ["it is as long as the context", grouped(), { sliding_window: 4096, max_position_embeddings: 4096 }],
  ["the mask of plain operators may hold it", plain("Add"), { sliding_window: 512 }],
])("a window is not missed where %s", (_what, graph, config) => {
  expect(told(graph, config)).toEqual([]);
});

test("a cap of the attention is found as an attribute or as Tanh before the Softmax, and else told of every text", () => {
  const cap = { attn_logit_softcapping: 50 };
  expect(told(grouped(), cap)).toEqual([[expect.stringContaining("cap of the attention (50)"), null]]);
  expect(told(grouped({ name: "softcap", fields: [] }), cap)).toEqual([]);
  expect(told(plain("Mul", "Add"), cap)).toEqual([[expect.stringContaining("cap of the attention (50)"), null]]);
  expect(told(plain("Div", "Tanh", "Mul", "Add"), cap)).toEqual([]);
  expect(told(plain("Mul"), {})).toEqual([]);
});

test("a Tanh elsewhere, such as that of the output, caps no attention", () => {
  const { nodes, ...rest } = plain("Mul");
  const output = makeNode("Tanh", ["weights"], ["logits"]);
  expect(told({ ...rest, nodes: [...nodes, output] }, { attn_logit_softcapping: 50 })).toHaveLength(1);
});

test("clipped queries, keys and values need an operator that clips", () => {
  const clip = { clip_qkv: 8 };
  expect(told(plain("Add"), clip)).toEqual([
    [expect.stringContaining("clipping of queries, keys and values (8)"), null],
  ]);
  for (const op of ["Clip", "Min", "Max"]) expect(told(plain(op), clip)).toEqual([]);
});

test("several are told, each by itself; a config of odd values tells nothing", () => {
  expect(told(grouped(), { sliding_window: 64, attn_logit_softcapping: 30, clip_qkv: 6 })).toHaveLength(3);
  expect(told(grouped(), { sliding_window: "64", attn_logit_softcapping: null, clip_qkv: -1 })).toEqual([]);
});
