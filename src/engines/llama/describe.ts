// What an opened model says of itself, for plans and manifests.

import type { EngineInfo, TokenizerInfo } from "../engine.ts";
import { defaultWindow } from "../scheduler/window.ts";
import type { Model } from "./addon.ts";
import type { OpenedModel } from "./model.ts";

/** What of a shared prefix is computed once. */
export function describeSharing({ facts: { isRecurrent, isHybrid } }: Model): string {
  return isRecurrent || isHybrid
    ? "a recurrent model's state cannot be cut back: every prompt is computed whole"
    : `scoring computes each distinct token of ${defaultWindow.requests} prompts once; generation copies prefixes between sequences`;
}

export function describeEngine(
  { library, model, plan, contextSize, threads, flashAttention, kvCacheType }: OpenedModel,
  tokenizer: TokenizerInfo,
): EngineInfo {
  const gpus = library.gpus.map(({ name, description }) => `${name} ${description}`);
  return {
    ...tokenizer,
    engine: "llama",
    contextSize,
    parallelSequences: plan.parallelSequences,
    memory: plan,
    device: gpus.length > 0 ? gpus.join(" + ") : `CPU (${threads} ${threads === 1 ? "thread" : "threads"})`,
    flashAttention,
    kvCacheType,
    versions: { "llama.cpp": library.release },
    prefixSharing: describeSharing(model),
  };
}
