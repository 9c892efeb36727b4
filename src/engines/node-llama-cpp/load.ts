// Loads a model and its context: everything that can be refused is refused before the weights are read.

import type { LlamaContext, LlamaModel } from "node-llama-cpp";
import { OcLocalError } from "../../core/errors.ts";
import type { KvCacheType } from "../../core/kv-cache-type.ts";
import type { EngineOptions } from "../engine.ts";
import {
  type AttentionWish,
  chooseCacheType,
  chooseFlashAttention,
  type FlashAttention,
  matrixBatchSize,
} from "../flash-attention.ts";
import { loadFailure } from "../gguf/load-failure.ts";
import { shortFactorsTo } from "../gguf/long-rope.ts";
import { updateHint } from "../gguf/newer-model.ts";
import { type GgufModel, readGguf, requireLanguageModel, requireWeights } from "../gguf.ts";
import { defaultBatchSize, freeMemory, type MemoryPlan, planMemory } from "../memory-plan.ts";
import { checkAdapters, requireMemory, resolveContextSize } from "../open-checks.ts";
import { usableThreads } from "../usable-threads.ts";
import { nativeError } from "./guard.ts";
import { openRuntime, type Runtime } from "./library.ts";

export interface OpenedModel {
  runtime: Runtime;
  model: LlamaModel;
  context: LlamaContext;
  /** For texts of the other length, where `shortFactorsTo` is told; the first one is for short texts. */
  createContext(isLong: boolean): Promise<LlamaContext>;
  /** Longer texts need a context of their own; null where all have one. */
  shortFactorsTo: number | null;
  gguf: GgufModel;
  contextSize: number;
  plan: MemoryPlan;
  flashAttention: FlashAttention;
  kvCacheType: KvCacheType;
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
    const longRope = shortFactorsTo(gguf);
    const create = (isLong: boolean) => {
      const cells = isLong || longRope === null ? contextSize : Math.min(contextSize, longRope);
      return createContext(options, { gguf, model, contextSize: cells, runtime, plan });
    };
    return {
      runtime,
      model,
      context: await create(false),
      createContext: create,
      shortFactorsTo: longRope,
      gguf,
      contextSize,
      plan,
      flashAttention: flashChoice(options, { gguf, runtime }),
      kvCacheType: cacheType(options, runtime),
    };
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
  return loadFailure({ path, release }, error.message, cause) ?? error;
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
  { parallelSequences, gpuLayers, flashAttention, kvCacheType, memoryBytes }: EngineOptions,
  { gguf, contextSize, runtime }: Omit<Loading, "plan">,
): Promise<MemoryPlan> {
  const onGpu = runtime.llama.gpu !== false;
  const freeBytes = memoryBytes ?? (onGpu ? (await runtime.llama.getVramState()).free : freeMemory());
  const isMatrix = flashChoice({ flashAttention, kvCacheType }, { gguf, runtime }) === "off";
  const layers = onGpu ? gpuLayers : undefined;
  return planMemory({
    gguf,
    contextSize,
    parallelSequences,
    freeBytes,
    gpuLayers: layers,
    kvCacheType: cacheType({ kvCacheType }, runtime),
    matrixTokens: isMatrix ? matrixBatchSize(gguf, contextSize) : 0,
  });
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
  { adapters, threads, flashAttention, kvCacheType }: EngineOptions,
  { gguf, model, contextSize, runtime, plan }: Loading & { model: LlamaModel },
): Promise<LlamaContext> {
  const { parallelSequences: sequences } = plan;
  const flash = flashChoice({ flashAttention, kvCacheType }, { gguf, runtime });
  const batch = flash === "off" ? matrixBatchSize(gguf, contextSize) : defaultBatchSize;
  const type = cacheType({ kvCacheType }, runtime).toUpperCase() as Uppercase<KvCacheType>;
  try {
    return await model.createContext({
      contextSize,
      sequences,
      batchSize: Math.max(sequences, Math.min(batch, contextSize * sequences)),
      flashAttention: flash === "auto" ? "auto" : flash === "on",
      experimentalKvCacheKeyType: type,
      experimentalKvCacheValueType: type,
      threads: threads === 0 ? runtime.llama.cpuMathCores : usableThreads(threads),
      swaFullCache: true, // a sliding window that forgets could not be cut back to a shared prefix
      failedCreationRemedy: false, // a smaller context than asked for would change results
      lora: { adapters: adapters.map(({ path, scale }) => ({ filePath: path, scale })) },
    });
  } catch (error) {
    throw await nativeError(runtime, `create a context of ${sequences} × ${contextSize} tokens`, error);
  }
}

/** One context scores and generates: what scoring needs holds for both. */
function flashChoice(wish: AttentionWish, { gguf, runtime }: Pick<Loading, "gguf" | "runtime">): FlashAttention {
  return chooseFlashAttention(wish, { gguf, onGpu: runtime.llama.gpu !== false, purpose: "score" });
}

function cacheType(wish: Pick<AttentionWish, "kvCacheType">, { llama }: Runtime): KvCacheType {
  return chooseCacheType(wish, { onGpu: llama.gpu !== false, purpose: "score" });
}
