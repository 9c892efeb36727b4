// Cuts a graph before its output head, so that the head is computed for the wanted positions only, and reads from the logits
// inside the runtime: the log-probabilities of given tokens and the best candidates of the positions that are drawn from.
//
//   hidden [batch, length, width] -> rows [1, rows, width] -> head -> logits [rows, vocabulary]
//     LogSoftmax, GatherND  -> logProbs [targets]
//     Gather, TopK          -> best values and ids [draws, k]

import { GraphIndex } from "./graph-index.ts";
import { intAttribute, intsAttribute, makeInt64s, makeNode, makeValue } from "./make-nodes.ts";
import { elementTypes, type OnnxGraph, type OnnxNode } from "./onnx-graph.ts";

/** Names of what is added to a graph. */
export const headNames = {
  /** Wanted positions of the flattened batch, `[rows]`. */
  rows: "oc.rows",
  /** Row and token of each log-probability, `[targets, 2]`. */
  targets: "oc.targets",
  /** Rows that a token is drawn from, `[draws]`. */
  draws: "oc.draws",
  /** How many candidates of each, `[1]`. */
  candidates: "oc.candidates",
  logProbs: "oc.log_probs",
  bestLogits: "oc.best_logits",
  bestTokens: "oc.best_tokens",
  /** `[rows, vocabulary]`, fetched only where candidates do not suffice. */
  logits: "oc.logits",
} as const;

export interface OutputHead {
  /** Whether the head itself is computed for the wanted positions only. */
  isCut: boolean;
}

/** @param logits Output of the graph, `[batch, length, vocabulary]`. */
export function cutOutputHead(graph: OnnxGraph, logits: string, opset: number): OutputHead {
  const cut = findCut(graph.nodes, new GraphIndex(graph), logits);
  if (cut === null) {
    graph.nodes.push(...gatherRows(logits, "oc.gathered", opset), ...readLogits("oc.gathered"));
  } else {
    for (const node of cut.head) node.inputs = node.inputs.map((input) => (input === cut.hidden ? "oc.hidden" : input));
    graph.nodes.splice(cut.first, 0, ...gatherRows(cut.hidden, "oc.hidden", opset));
    graph.nodes.push(...readLogits(logits));
  }
  graph.initializers.push(makeInt64s("oc.axis_0", [0]));
  const { int64, float32 } = elementTypes;
  graph.inputs.push(
    makeValue(headNames.rows, int64, ["oc_rows"]),
    makeValue(headNames.targets, int64, ["oc_targets", 2]),
    makeValue(headNames.draws, int64, ["oc_draws"]),
    makeValue(headNames.candidates, int64, [1]),
  );
  graph.outputs = graph.outputs.filter(({ name }) => name !== logits);
  graph.outputs.push(
    makeValue(headNames.logProbs, float32, ["oc_targets"]),
    makeValue(headNames.bestLogits, float32, ["oc_draws", "oc_candidates"]),
    makeValue(headNames.bestTokens, int64, ["oc_draws", "oc_candidates"]),
    makeValue(headNames.logits, float32, ["oc_rows", "oc_vocabulary"]),
  );
  return { isCut: cut !== null };
}

/** From `[batch, length, width]` the wanted positions as `[1, rows, width]`: the rank that the head expects. */
function gatherRows(from: string, to: string, opset: number): OnnxNode[] {
  const axis = [intAttribute("axis", 0)];
  return [
    makeNode("Flatten", [from], ["oc.flat"], { attributes: [intAttribute("axis", 2)] }),
    makeNode("Gather", ["oc.flat", headNames.rows], ["oc.picked"], { attributes: axis }),
    opset < 13
      ? makeNode("Unsqueeze", ["oc.picked"], [to], { attributes: [intsAttribute("axes", [0])] })
      : makeNode("Unsqueeze", ["oc.picked", "oc.axis_0"], [to]),
  ];
}

function readLogits(logits: string): OnnxNode[] {
  const axis = (value: number) => ({ attributes: [intAttribute("axis", value)] });
  return [
    makeNode("Flatten", [logits], ["oc.flat_logits"], axis(2)),
    makeNode("Cast", ["oc.flat_logits"], [headNames.logits], {
      attributes: [intAttribute("to", elementTypes.float32)],
    }),
    makeNode("LogSoftmax", [headNames.logits], ["oc.all_log_probs"], axis(1)),
    makeNode("GatherND", ["oc.all_log_probs", headNames.targets], [headNames.logProbs]),
    makeNode("Gather", [headNames.logits, headNames.draws], ["oc.drawn_logits"], axis(0)),
    makeNode("TopK", ["oc.drawn_logits", headNames.candidates], [headNames.bestLogits, headNames.bestTokens], axis(1)),
  ];
}

/** Operations whose result at a position depends on that position alone, the other inputs being constants. */
const positionWise = new Set(
  "MatMul MatMulNBits MatMulInteger MatMulIntegerToFloat DynamicQuantizeMatMul DynamicQuantizeLinear QuantizeLinear DequantizeLinear QLinearMatMul FusedMatMul Cast Identity Mul Div Add Sub Tanh".split(
    " ",
  ),
);

interface Cut {
  hidden: string;
  /** The nodes between, latest first. */
  head: OnnxNode[];
  /** Place of the earliest of them. */
  first: number;
}

/**
 * The one value that everything from the head's matrix product to the logits is computed from, and the nodes between. Walks back
 * from the logits, latest node first, until a single value is left behind a product. Null where something in between looks at
 * other positions.
 */
function findCut(nodes: readonly OnnxNode[], index: GraphIndex, logits: string): Cut | null {
  const frontier = new Set([logits]);
  const head: OnnxNode[] = [];
  let hasProduct = false;
  // Nodes stand behind what they are computed from; in a graph that goes round in a circle nothing is found.
  for (let place = index.place(logits); place >= 0; place--) {
    const node = nodes[place] as OnnxNode;
    if (!node.outputs.some((output) => frontier.has(output))) continue;
    if (!positionWise.has(node.op)) return null;
    head.push(node);
    hasProduct ||= node.op.includes("MatMul");
    for (const output of node.outputs) frontier.delete(output);
    for (const input of node.inputs) if (!index.isConstant(input)) frontier.add(input);
    const [hidden] = frontier;
    if (hasProduct && frontier.size === 1 && hidden !== undefined) return { hidden, head, first: place };
  }
  return null;
}
