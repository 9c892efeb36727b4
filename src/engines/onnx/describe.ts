// What an opened model says of itself, for plans and manifests.

import type { EngineInfo } from "../engine.ts";
import { defaultWindow } from "../scheduler/window.ts";
import { runtimeVersion } from "./compute/runtime.ts";
import type { DrivableGraph } from "./graph/drivable-graph.ts";
import type { OpenedOnnxModel } from "./open.ts";

/** What of a shared prefix is computed once. */
export function describeSharing({
  cache,
  hasBias,
  hasStates,
}: Pick<DrivableGraph, "cache" | "hasBias" | "hasStates">): string {
  if (hasStates) return "the graph keeps states that cannot be cut back: every prompt is computed whole";
  if (cache === null) return "the graph has no past key values: every prompt is computed whole";
  const once = `scoring computes each distinct token of ${defaultWindow.requests} prompts once`;
  return hasBias
    ? `${once}; generation copies prefixes between sequences`
    : `${once}, one prompt at a time: the graph's attention mask cannot be replaced`;
}

export function describeEngine({ files, parts, abilities, plan, contextSize, device }: OpenedOnnxModel): EngineInfo {
  return {
    ...files.tokenizer.info,
    engine: "onnx",
    contextSize,
    parallelSequences: plan.parallelSequences,
    memory: plan,
    device: device.words,
    versions: { onnxruntime: runtimeVersion() },
    prefixSharing: describeSharing({ ...parts.graph, hasBias: abilities.tree }),
  };
}
