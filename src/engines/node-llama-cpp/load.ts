// Loads a model and its context: everything that can be refused is refused before the weights are read.

import type { LlamaContext, LlamaModel } from "node-llama-cpp";
import { OcLocalError } from "../../core/errors.ts";
import type { EngineOptions } from "../engine.ts";
import { newerModelError, updateHint } from "../gguf/newer-model.ts";
import { type GgufModel, readGguf, requireLanguageModel, requireWeights } from "../gguf.ts";
import { defaultBatchSize, freeMemory, type MemoryPlan, planMemory } from "../memory-plan.ts";
import { checkAdapters, requireMemory, resolveContextSize } from "../open-checks.ts";
import { nativeError } from "./guard.ts";
import { openRuntime, type Runtime } from "./library.ts";

export interface OpenedModel {
  runtime: Runtime;
  model: LlamaModel;
  context: LlamaContext;
  gguf: GgufModel;
  contextSize: number;
  plan: MemoryPlan;
}

/** @throws OcLocalError MODEL_FILE, DEVICE or ENGINE. */
export async function openModel(options: EngineOptions): Promise<OpenedModel> {
  const gguf = await readGguf(options.modelPath);
  requireLanguageModel(gguf);
  requireWeights(gguf);
  await checkAdapters(options, gguf);
  const contextSize = resolveContextSize(options, gguf);
  const runtime = await openRuntime(options.device);
  await checkArchitecture(runtime, gguf);
  const plan = await planFor(options, { gguf, contextSize, runtime });
  if (runtime.llama.gpu === false)
    requireMemory(plan, { path: gguf.path, useMmap: options.useMmap, freeBytes: options.memoryBytes ?? freeMemory() });
  const model = await loadWeights(options, { gguf, contextSize, runtime, plan });
  try {
    const context = await createContext(options, { model, contextSize, runtime, plan });
    return { runtime, model, context, gguf, contextSize, plan };
  } catch (error) {
    await model.dispose();
    throw error;
  }
}

/** The model without its weights: its tokenizer. */
export async function openTokenizerModel({ modelPath, device }: Pick<EngineOptions, "modelPath" | "device">) {
  const gguf = await readGguf(modelPath);
  // With the library the weights will use: two builds of llama.cpp in one process share file names.
  const runtime = await openRuntime(device);
  const model = await runtime.llama
    .loadModel({ modelPath: gguf.path, vocabOnly: true })
    .catch(async (error: unknown) => {
      throw await loadError(runtime, { path: gguf.path, what: "read the vocabulary of" }, error);
    });
  return { gguf, runtime, model };
}

async function checkArchitecture({ library, llama }: Runtime, { path, architecture }: GgufModel): Promise<void> {
  const fileInfo = await library.readGgufFileInfo(path, { readTensorInfo: false, logWarnings: false });
  const insights = await library.GgufInsights.from(fileInfo, llama);
  if (insights.isSupportedByLlamaCpp) return;
  const { release } = llama.llamaCppRelease;
  const what = `architecture "${architecture}", which llama.cpp ${release}, the library of this build, does not know`;
  throw new OcLocalError("MODEL_FILE", `${path} has the ${what}`, { hint: updateHint });
}

async function loadError(
  runtime: Runtime,
  { path, what }: { path: string; what: string },
  cause: unknown,
): Promise<OcLocalError> {
  const error = await nativeError(runtime, `${what} ${path}`, cause);
  const { release } = runtime.llama.llamaCppRelease;
  return newerModelError({ path, release }, error.message, cause) ?? error;
}

interface Loading {
  gguf: GgufModel;
  contextSize: number;
  runtime: Runtime;
  plan: MemoryPlan;
}

/** What `openModel` would take and choose. */
export async function planModelMemory(options: EngineOptions): Promise<MemoryPlan> {
  const gguf = await readGguf(options.modelPath);
  requireLanguageModel(gguf);
  requireWeights(gguf);
  const runtime = await openRuntime(options.device);
  return planFor(options, { gguf, contextSize: resolveContextSize(options, gguf), runtime });
}

async function planFor(
  { parallelSequences, gpuLayers, flashAttention, memoryBytes }: EngineOptions,
  { gguf, contextSize, runtime }: Omit<Loading, "plan">,
): Promise<MemoryPlan> {
  const onGpu = runtime.llama.gpu !== false;
  const freeBytes = memoryBytes ?? (onGpu ? (await runtime.llama.getVramState()).free : freeMemory());
  const scoreMatrix = flashAttention === false || (flashAttention === "auto" && isExactOnCpu(runtime, contextSize));
  const layers = onGpu ? gpuLayers : undefined;
  return planMemory({ gguf, contextSize, parallelSequences, freeBytes, gpuLayers: layers, scoreMatrix });
}

async function loadWeights(
  { gpuLayers, useMmap }: EngineOptions,
  { gguf, contextSize, runtime, plan }: Loading,
): Promise<LlamaModel> {
  const fitContext = { contextSize: contextSize * plan.parallelSequences };
  try {
    return await runtime.llama.loadModel({
      modelPath: gguf.path,
      useMmap,
      gpuLayers: gpuLayers === "auto" ? { fitContext } : gpuLayers,
    });
  } catch (error) {
    throw await loadError(runtime, { path: gguf.path, what: "load" }, error);
  }
}

async function createContext(
  { adapters, threads, flashAttention }: EngineOptions,
  { model, contextSize, runtime, plan }: Omit<Loading, "gguf"> & { model: LlamaModel },
): Promise<LlamaContext> {
  const { parallelSequences: sequences } = plan;
  try {
    return await model.createContext({
      contextSize,
      sequences,
      batchSize: Math.max(sequences, Math.min(defaultBatchSize, contextSize * sequences)),
      flashAttention: flashAttention === "auto" && isExactOnCpu(runtime, contextSize) ? false : flashAttention,
      threads: threads === 0 ? runtime.llama.cpuMathCores : threads,
      swaFullCache: true, // a sliding window that forgets could not be cut back to a shared prefix
      failedCreationRemedy: false, // a smaller context than asked for would change results
      lora: { adapters: adapters.map(({ path, scale }) => ({ filePath: path, scale })) },
    });
  } catch (error) {
    throw await nativeError(runtime, `create a context of ${sequences} × ${contextSize} tokens`, error);
  }
}

/**
 * llama.cpp's flash attention on CPUs has one kernel for 64 and more tokens at once and another for fewer, which round so
 * differently that a log-probability can move by 0.02 with the way prompts are batched. Without it, it moves by 0.000001 and
 * prompts take about a fifth longer to read. In long contexts the matrix of attention scores would take too much memory.
 */
function isExactOnCpu({ llama }: Runtime, contextSize: number): boolean {
  return llama.gpu === false && contextSize <= 8192;
}
