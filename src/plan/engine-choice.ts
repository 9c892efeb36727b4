// Which engine runs a model whose entry leaves the choice to the program.

import type { ModelConfig } from "../config/model-schema.ts";
import { findAddon } from "../engines/llama/load-addon.ts";

/**
 * An ONNX model has one engine. For GGUF the native one wherever its addon is there, else the portable one with a note that says
 * why and what it costs.
 */
export function withEngine(config: ModelConfig, isOnnx: boolean, notes: string[]): ModelConfig {
  if (config.engine !== "auto") return config;
  if (isOnnx) return { ...config, engine: "onnx" };
  const found = findAddon();
  if (found.addon !== null) return { ...config, engine: "llama" };
  notes.push(
    `the native engine is not there (${found.detail}): using node-llama-cpp, which scores and generates several times slower`,
  );
  return { ...config, engine: "node-llama-cpp" };
}
