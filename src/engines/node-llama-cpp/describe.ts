// What an opened model says of itself, for plans and manifests.

import type { EngineInfo, TokenizerInfo } from "../engine.ts";
import { defaultWindow } from "../scheduler/window.ts";
import type { OpenedModel } from "./load.ts";

/** What of a shared prefix is computed once. @param canRollBack False for recurrent models. */
export function describeSharing(canRollBack: boolean): string {
  return canRollBack
    ? `scoring computes each distinct token of ${defaultWindow.requests} prompts once; generation reuses a sequence's last prompt`
    : "a recurrent model's state cannot be cut back: only a prompt that continues the one before shares it";
}

export async function describeEngine(
  { runtime, context, contextSize, plan, flashAttention, kvCacheType }: OpenedModel,
  tokenizer: TokenizerInfo,
  canRollBack: boolean,
): Promise<EngineInfo> {
  const { llama } = runtime;
  const [gpuName] = llama.gpu === false ? [] : await llama.getGpuDeviceNames();
  return {
    ...tokenizer,
    engine: "node-llama-cpp",
    contextSize,
    parallelSequences: context.totalSequences,
    memory: plan,
    device:
      llama.gpu === false
        ? `CPU (${context.idealThreads} ${context.idealThreads === 1 ? "thread" : "threads"})`
        : `${llama.gpu.toUpperCase()}0 ${gpuName ?? "(unnamed)"}`,
    flashAttention: { scoring: flashAttention, generation: flashAttention },
    kvCacheType: { scoring: kvCacheType, generation: kvCacheType },
    versions: {
      "node-llama-cpp": await runtime.library.getModuleVersion(),
      "llama.cpp": llama.llamaCppRelease.release,
    },
    prefixSharing: describeSharing(canRollBack),
  };
}
