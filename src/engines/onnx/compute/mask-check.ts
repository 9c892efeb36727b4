// Looks at the mask that a graph makes of its inputs, computed apart from the rest: only one that shows a token everything before
// it and nothing else can be replaced by a given one. A sliding window shorter than the context, or a bias that grows with
// distance, cannot.

import type { DrivableGraph } from "../graph/drivable-graph.ts";
import { elementTypes } from "../graph/onnx-graph.ts";
import type { OrtLibrary } from "../runtime-package.ts";
import { createSession, type SessionOptions } from "./runtime.ts";

type Tensor = InstanceType<OrtLibrary["Tensor"]>;

/** Low enough to leave nothing of a key. */
const closed = -1e3;

export async function isPlainCausal(
  ort: OrtLibrary,
  graph: DrivableGraph,
  { contextSize, ...options }: SessionOptions & { contextSize: number },
): Promise<boolean> {
  if (graph.originalMask === null) return true;
  const session = await createSession(ort, { bytes: graph.originalMask }, options);
  try {
    const shapes = [
      { past: 0, length: 4 },
      { past: 3, length: 5 },
      { past: contextSize - 1, length: 1 },
    ];
    for (const shape of shapes) {
      const outputs = await session.run(feedsOf(ort, graph, session.inputNames, shape));
      if (!Object.values(outputs).every((mask) => isCausal(mask as Tensor, shape))) return false;
    }
    return true;
  } finally {
    await session.release();
  }
}

interface Shape {
  past: number;
  length: number;
}

function feedsOf(ort: OrtLibrary, { inputs, cache }: DrivableGraph, names: readonly string[], { past, length }: Shape) {
  const ints = (type: number | null, values: number[]) =>
    type === elementTypes.int32
      ? new ort.Tensor("int32", Int32Array.from(values), [1, values.length])
      : new ort.Tensor("int64", BigInt64Array.from(values, BigInt), [1, values.length]);
  const ids = Array.from({ length }, () => 0);
  const known: Record<string, Tensor> = {
    input_ids: ints(inputs.tokens, ids),
    attention_mask: ints(
      inputs.mask,
      Array.from({ length: past + length }, () => 1),
    ),
    position_ids: ints(
      inputs.positions,
      ids.map((_, i) => past + i),
    ),
  };
  for (const { input, heads, width } of cache?.tensors ?? []) {
    if (!names.includes(input)) continue;
    const dims = [1, heads, past, width];
    const size = heads * past * width;
    known[input] =
      cache?.elementType === elementTypes.float16
        ? new ort.Tensor("float16", new Uint16Array(size), dims)
        : new ort.Tensor("float32", new Float32Array(size), dims);
  }
  return Object.fromEntries(names.map((name) => [name, known[name] as Tensor]));
}

/** `[..., length, past + length]`, nothing between open and closed. */
function isCausal({ data, dims, type }: Tensor, { past, length }: Shape): boolean {
  const keys = past + length;
  if (dims.at(-1) !== keys || dims.at(-2) !== length || data.length !== length * keys) return false;
  const at = type === "float16" ? (i: number) => halfToNumber(data[i] as number) : (i: number) => data[i] as number;
  for (let i = 0; i < length; i++)
    for (let key = 0; key < keys; key++) {
      const value = at(i * keys + key);
      if (key <= past + i ? value !== 0 : value > closed) return false;
    }
  return true;
}

/** Of a half-precision number only: zero, or low, or something else. */
function halfToNumber(bits: number): number {
  const magnitude = bits & 0x7fff;
  if (magnitude === 0) return 0;
  return bits > 0x8000 && magnitude >= 0x63d0 ? Number.NEGATIVE_INFINITY : 1;
}
