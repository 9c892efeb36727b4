// What every engine for GGUF files checks of its options before a weight is read.

import { OcLocalError } from "../core/errors.ts";
import type { EngineOptions } from "./engine.ts";
import { type GgufModel, readGguf } from "./gguf.ts";
import { formatBytes, type MemoryPlan } from "./memory-plan.ts";

/** @throws OcLocalError MODEL_FILE for a file that is no adapter of this model's architecture. */
export async function checkAdapters({ adapters }: EngineOptions, gguf: GgufModel): Promise<void> {
  for (const { path } of adapters) requireAdapter(await readGguf(path), gguf);
}

/** @throws OcLocalError MODEL_FILE */
export function requireAdapter(adapter: GgufModel, gguf: GgufModel): void {
  if (adapter.type !== "adapter")
    throw new OcLocalError("MODEL_FILE", `${adapter.path} is a ${adapter.type}, not a LoRA adapter`, {
      hint:
        adapter.type === "model"
          ? "give a model with --model; --peft-path takes adapters"
          : "convert the adapter with llama.cpp's convert_lora_to_gguf.py",
    });
  if (adapter.architecture === gguf.architecture) return;
  throw new OcLocalError(
    "MODEL_FILE",
    `${adapter.path} is an adapter for ${adapter.architecture}, the model ${gguf.path} is ${gguf.architecture}`,
    { hint: "use the adapter with the model it was trained on" },
  );
}

export function resolveContextSize({ contextSize }: EngineOptions, gguf: GgufModel): number {
  if (contextSize !== "model") return contextSize;
  if (gguf.contextLength !== null) return gguf.contextLength;
  throw new OcLocalError("MODEL_FILE", `${gguf.path} does not say what context it was trained for`, {
    hint: "give the context size yourself (--max-seq-len)",
  });
}

/** @throws OcLocalError ENGINE where a plan for the CPU does not fit into memory. Mapped weights need not. */
export function requireMemory(
  plan: MemoryPlan,
  { path, useMmap, freeBytes }: { path: string; useMmap: boolean; freeBytes: number },
): void {
  const resident = useMmap ? plan.total - plan.weights : plan.total;
  if (resident <= freeBytes) return;
  throw new OcLocalError(
    "ENGINE",
    `${path} needs ${formatBytes(plan.total)} of memory, ${formatBytes(freeBytes)} are free\n${plan.lines.join("\n")}`,
    { hint: "lower --max-seq-len or --batch-size, or take a smaller quantisation" },
  );
}
