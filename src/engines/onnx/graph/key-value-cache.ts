// The past-key-value tensors of a graph: its inputs `[batch, heads, past, width]`, and outputs that hold the keys and values of the
// new tokens.

import { OcLocalError } from "../../../core/errors.ts";
import { onnxBounds } from "./bounds.ts";
import { CacheWidths } from "./cache-widths.ts";
import { GraphIndex } from "./graph-index.ts";
import { intAttribute, makeInt64s, makeNode, makeValue } from "./make-nodes.ts";
import { elementTypes, type OnnxGraph, type OnnxValue } from "./onnx-graph.ts";
import { emptyMemory, stateInputs, stateSize } from "./states.ts";

export interface CacheTensor {
  input: string;
  output: string;
  heads: number;
  /** Numbers of a key or value of one head. */
  width: number;
}

export interface KeyValueCache {
  /** Two a layer: keys and values. */
  tensors: CacheTensor[];
  layers: number;
  elementType: number;
  /**
   * Where the keys of new tokens are: behind all cells of the past, or behind each row's valid ones, which attention_mask counts
   * (com.microsoft.GroupQueryAttention).
   */
  freshKeys: "behind past" | "behind valid";
}

/** Place of each new token's key, `[batch, 1, length, 1]`; an input of graphs whose outputs are picked from whole ones. */
export const freshName = "oc.fresh_keys";

const pastName = /^past(?:_key_values)?[._](\d+)[._](key|value)$/;

export function isPastInput(name: string): boolean {
  return pastName.test(name);
}

/**
 * Null for a graph without past inputs, or with states that cannot be cut back, which then are none.
 * @param headWidth What the configuration says, for graphs that do not.
 * @throws OcLocalError MODEL_FILE where they cannot be driven.
 */
export function findCache(
  graph: OnnxGraph,
  { path, headWidth }: { path: string; headWidth?: number | undefined },
): KeyValueCache | null {
  const inputs = graph.inputs.filter(({ name }) => isPastInput(name));
  const [first] = inputs;
  if (first === undefined) {
    graph.outputs = graph.outputs.filter(({ name }) => !name.startsWith("present"));
    return null;
  }
  if (inputs.some(({ elementType }) => elementType !== first.elementType) || !cacheTypes.includes(first.elementType))
    throw cannotDrive(path, first, "past inputs are float32 or float16, all of them the same");
  unrollWindows(graph);
  const states = stateInputs(graph);
  const sizeless = states.find((state) => stateSize(state) === null);
  if (sizeless !== undefined)
    throw cannotDrive(path, sizeless, "it is the state of a layer, and its shape is not [batch, sizes that are told]");
  const index = new GraphIndex(graph);
  const place = { presents: presentOutputs(graph), weights: new CacheWidths(graph, index), path, headWidth };
  const tensors = inputs.map((input) => tensorOf(input, place));
  if (states.length > 0) {
    emptyMemory(graph, { tensors, states, elementType: first.elementType });
    return null;
  }
  const isGrouped = tensors.every(({ output }) => index.producer(output)?.op === "GroupQueryAttention");
  const freshKeys = isGrouped ? "behind valid" : "behind past";
  outputNewOnly(graph, tensors, index);
  return { tensors, layers: inputs.length / 2, elementType: first.elementType, freshKeys };
}

/** A cache that rolls over within a window becomes a whole one of which the operator looks at the window: the same numbers. */
function unrollWindows({ nodes }: OnnxGraph): void {
  for (const node of nodes)
    if (node.op === "GroupQueryAttention")
      node.attributes = node.attributes.filter(({ name }) => name !== "sliding_window_cache");
}

const cacheTypes = [elementTypes.float32, elementTypes.float16];

/** Outputs by layer and part, ".0.key" say; the first of each counts. */
function presentOutputs({ outputs }: OnnxGraph): Map<string, string> {
  const presents = new Map<string, string>();
  for (const { name } of outputs) {
    const [, layer, part] = presentName.exec(name) ?? [];
    if (part !== undefined && !presents.has(`${layer}.${part}`)) presents.set(`${layer}.${part}`, name);
  }
  return presents;
}

const presentName = /^present.*[._](\d+)[._](key|value)$/s;

function tensorOf(input: OnnxValue, { presents, weights, path, headWidth }: CachePlace): CacheTensor {
  const [, layer, part] = pastName.exec(input.name) as unknown as [string, string, string];
  const output = presents.get(`${layer}.${part}`);
  if (output === undefined) throw cannotDrive(path, input, "no output present… belongs to it");
  const [, heads, , told] = input.shape ?? [];
  const width = typeof told === "string" ? (weights.of(output) ?? headWidth) : told;
  if (input.shape?.length !== 4 || !isSize(heads) || !isSize(width))
    throw cannotDrive(
      path,
      input,
      "its shape is not [batch, heads, past, width], and neither the weights nor config.json tell heads and width",
    );
  return { input: input.name, output, heads, width };
}

interface CachePlace {
  presents: ReadonlyMap<string, string>;
  weights: CacheWidths;
  path: string;
  headWidth: number | undefined;
}

function isSize(dimension: number | string | undefined): dimension is number {
  return typeof dimension === "number" && dimension > 0 && dimension <= onnxBounds.size;
}

/**
 * Outputs become the new tokens' keys and values alone, `[batch, heads, length, width]`: nothing old is copied out of the runtime,
 * which would take a step of 8 sequences of 160 tokens more than twice as long (40 ms against 17 on a model of 39 M parameters; 35
 * where output and past are the same memory, as that is copied too).
 * Where a Concat joins past and new it is what is appended, else it is picked out of the whole.
 */
function outputNewOnly(graph: OnnxGraph, tensors: CacheTensor[], index: GraphIndex): void {
  const places = new Map(graph.outputs.map(({ name }, place) => [name, place]));
  const shapes = new Set<string>();
  for (const tensor of tensors) {
    const { input, output, heads, width } = tensor;
    const node = index.producer(output);
    const isJoined = node?.op === "Concat" && node.inputs.length === 2 && node.inputs[0] === input;
    const name = isJoined ? (node.inputs[1] as string) : pickFresh(graph, tensor, shapes);
    const place = places.get(output) as number;
    const { elementType } = graph.outputs[place] as OnnxValue;
    graph.outputs[place] = makeValue(name, elementType, ["oc_batch", heads, "oc_length", width]);
    tensor.output = name;
  }
}

/** @param shapes Those whose places are made already. */
function pickFresh(graph: OnnxGraph, { output, heads, width }: CacheTensor, shapes: Set<string>): string {
  if (shapes.size === 0) graph.inputs.push(makeValue(freshName, elementTypes.int64, ["oc_batch", 1, "oc_length", 1]));
  const places = `oc.fresh_keys_${heads}_${width}`;
  if (!shapes.has(places)) {
    shapes.add(places);
    graph.initializers.push(makeInt64s(`${places}_shape`, [1, heads, 1, width]));
    graph.nodes.push(makeNode("Expand", [freshName, `${places}_shape`], [places]));
  }
  const picked = `oc.fresh.${output}`;
  graph.nodes.push(makeNode("GatherElements", [output, places], [picked], { attributes: [intAttribute("axis", 2)] }));
  return picked;
}

function cannotDrive(path: string, { name, shape }: OnnxValue, why: string): OcLocalError {
  const words = shape === null ? "no shape" : `[${shape.join(", ")}]`;
  return new OcLocalError("MODEL_FILE", `${path} has an input ${name} (${words}) that cannot be driven: ${why}`, {
    hint: "export the model with Optimum or the ONNX Runtime model builder, with past key values as inputs",
  });
}
