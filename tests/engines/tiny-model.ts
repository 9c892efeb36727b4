// The model in the repository that engine tests run on, opened on one CPU thread.

import { fileURLToPath } from "node:url";
import type { Engine, EngineOptions } from "../../src/engines/engine.ts";
import { open } from "../../src/engines/node-llama-cpp.ts";

export const tinyModelPath = fileURLToPath(new URL("../../models/oc-tiny/oc-tiny-f16.gguf", import.meta.url));

export function openTiny(options: Partial<EngineOptions> = {}): Promise<Engine> {
  return open(tinyOptions(options));
}

export function tinyOptions(options: Partial<EngineOptions> = {}): EngineOptions {
  return {
    modelPath: tinyModelPath,
    contextSize: 256,
    parallelSequences: 2,
    device: { backend: "cpu", index: null },
    threads: 1,
    adapters: [],
    gpuLayers: "auto",
    flashAttention: "auto",
    useMmap: true,
    ...options,
  };
}
