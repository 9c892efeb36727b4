// States of convolutions and recurrences that a graph keeps beside its keys and values. They cannot be cut back to a prefix that
// texts share, so such a graph is made to begin every text from nothing: its memory becomes zeros, and no input.

import { onnxBounds } from "./bounds.ts";
import type { CacheTensor } from "./key-value-cache.ts";
import { makeTensor } from "./make-nodes.ts";
import { elementTypes, type OnnxGraph, type OnnxValue } from "./onnx-graph.ts";

const stateName = /^past(?:_key_values)?[._]\d+[._](?!key$|value$)\w+$/;

/** For example `past.0.conv`: a layer's, and neither keys nor values. */
export function isStateInput(name: string): boolean {
  return stateName.test(name);
}

export function stateInputs({ inputs }: OnnxGraph): OnnxValue[] {
  return inputs.filter(({ name }) => isStateInput(name));
}

/** Null where the sizes are not told, or none that a state has. */
export function stateSize({ shape }: OnnxValue): number[] | null {
  const sizes = (shape ?? []).slice(1);
  if (sizes.length === 0 || !sizes.every((size) => typeof size === "number" && size > 0)) return null;
  const told = sizes as number[];
  return told.reduce((product, size) => product * size, 1) <= onnxBounds.size ? told : null;
}

/** Of one text, before its first token. */
export function emptyMemory(
  graph: OnnxGraph,
  {
    tensors,
    states,
    elementType,
  }: { tensors: readonly CacheTensor[]; states: readonly OnnxValue[]; elementType: number },
): void {
  const makeEmpty = (name: string, type: number, dims: number[]) => {
    const bytes = new Uint8Array(dims.reduce((a, b) => a * b, type === elementTypes.float32 ? 4 : 2));
    graph.initializers.push(makeTensor(name, { elementType: type, dims, bytes }));
  };
  for (const { input, heads, width } of tensors) makeEmpty(input, elementType, [1, heads, 0, width]);
  for (const state of states) makeEmpty(state.name, state.elementType, [1, ...(stateSize(state) as number[])]);
  const gone = new Set([...tensors.map(({ input }) => input), ...states.map(({ name }) => name)]);
  graph.inputs = graph.inputs.filter(({ name }) => !gone.has(name));
  graph.outputs = graph.outputs.filter(({ name }) => !name.startsWith("present"));
}
