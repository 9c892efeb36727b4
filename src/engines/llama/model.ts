// Loads a model for the engine: everything that can be refused is refused before the weights are read.

import { errorMessage } from "../../core/errors.ts";
import type { EngineInfo, EngineOptions } from "../engine.ts";
import {
  type AttentionUse,
  type AttentionWish,
  chooseCacheType,
  chooseFlashAttention,
  matrixBatchSize,
} from "../flash-attention.ts";
import { loadFailure } from "../gguf/load-failure.ts";
import { shortFactorsTo } from "../gguf/long-rope.ts";
import { type GgufModel, readGguf, requireLanguageModel, requireWeights } from "../gguf.ts";
import { freeMemory, type MemoryPlan, planMemory } from "../memory-plan.ts";
import { checkAdapters, requireMemory, resolveContextSize } from "../open-checks.ts";
import { usableThreads } from "../usable-threads.ts";
import type { Adapter, ContextParams, Device, Model, ModelParams } from "./addon.ts";
import { scoringCells, scoringRows } from "./context-sizes.ts";
import { type OpenedLibrary, openLlamaLibrary } from "./library.ts";
import { engineError } from "./native-error.ts";

export interface OpenedModel {
  library: OpenedLibrary;
  gguf: GgufModel;
  model: Model;
  adapters: ContextParams["adapters"];
  contextSize: number;
  /** Longer texts need a context of their own; null where all have one. */
  shortFactorsTo: number | null;
  plan: MemoryPlan;
  threads: number;
  flashAttention: NonNullable<EngineInfo["flashAttention"]>;
  kvCacheType: NonNullable<EngineInfo["kvCacheType"]>;
}

/** @throws OcLocalError MODEL_FILE, DEVICE or ENGINE. */
export async function openModel(options: EngineOptions): Promise<OpenedModel> {
  const gguf = await readGguf(options.modelPath);
  requireLanguageModel(gguf);
  requireWeights(gguf);
  const contextSize = resolveContextSize(options, gguf);
  await checkAdapters(options, gguf);
  const library = openLlamaLibrary(options.device);
  const plan = planFor(options, { gguf, contextSize, gpus: library.gpus });
  if (library.gpus.length === 0)
    requireMemory(plan, { path: gguf.path, useMmap: options.useMmap, freeBytes: options.memoryBytes ?? freeMemory() });
  const model = await loadModel(library, gguf.path, {
    ...modelParams(plan, library.gpus),
    useMmap: options.useMmap,
    vocabOnly: false,
  });
  try {
    const adapters = await loadAdapters(model, options);
    const threads = usableThreads(options.threads);
    const onGpu = library.gpus.length > 0;
    const flashAttention = flashChoices(options, { gguf, onGpu });
    const kvCacheType = cacheTypes(options, onGpu);
    const longRope = shortFactorsTo(gguf);
    const attention = { flashAttention, kvCacheType };
    return { library, gguf, model, adapters, contextSize, shortFactorsTo: longRope, plan, threads, ...attention };
  } catch (error) {
    await model.close();
    throw error;
  }
}

/** The model without its weights: its tokenizer. The CPU's library will do, and is opened fastest. */
export async function openVocabularyModel(modelPath: string): Promise<{ gguf: GgufModel; model: Model }> {
  const gguf = await readGguf(modelPath);
  const library = openLlamaLibrary({ backend: "cpu", index: null });
  const params = { devices: [], nGpuLayers: 0, splitMode: "none" as const, tensorSplit: [] };
  return { gguf, model: await loadModel(library, gguf.path, { ...params, useMmap: true, vocabOnly: true }) };
}

async function loadModel({ library, release }: OpenedLibrary, path: string, params: ModelParams): Promise<Model> {
  try {
    return await library.loadModel(path, params);
  } catch (error) {
    throw loadFailure({ path, release }, errorMessage(error), error) ?? engineError(`load ${path}`, error);
  }
}

/** What `openModel` would take and choose. */
export async function planModelMemory(options: EngineOptions): Promise<MemoryPlan> {
  const gguf = await readGguf(options.modelPath);
  requireLanguageModel(gguf);
  requireWeights(gguf);
  const { gpus } = openLlamaLibrary(options.device);
  return planFor(options, { gguf, contextSize: resolveContextSize(options, gguf), gpus });
}

function modelParams({ gpuLayers }: MemoryPlan, gpus: readonly Device[]) {
  const splitMode: ModelParams["splitMode"] = gpus.length > 1 ? "layer" : "none";
  return { devices: gpus.map(({ name }) => name), nGpuLayers: gpuLayers ?? 0, splitMode, tensorSplit: [] };
}

function planFor(
  { parallelSequences, gpuLayers, kvCacheType, flashAttention, memoryBytes }: EngineOptions,
  { gguf, contextSize, gpus }: { gguf: GgufModel; contextSize: number; gpus: readonly Device[] },
): MemoryPlan {
  const onGpu = gpus.length > 0;
  const { scoring, generation } = cacheTypes({ kvCacheType }, onGpu);
  return planMemory({
    gguf,
    contextSize,
    parallelSequences,
    kvCacheType: generation,
    mostSequences: onGpu ? mostSequencesOnGpu : mostSequencesOnCpu,
    freeBytes: memoryBytes ?? (onGpu ? gpus.reduce((sum, device) => sum + device.freeMemory, 0) : freeMemory()),
    gpuLayers: onGpu ? gpuLayers : undefined,
    scoringCells: scoringCells(contextSize),
    scoringCacheType: scoring,
    logitRows: scoringRows(gguf.vocabularySize),
    // Scoring needs the most: its cells are those of the longest request and a batch beside it.
    matrixTokens:
      flashChoices({ flashAttention, kvCacheType }, { gguf, onGpu }).scoring === "off"
        ? matrixBatchSize(gguf, scoringCells(contextSize))
        : 0,
  });
}

/** Of the two contexts that a model is opened with, one after the other. */
function flashChoices(wish: AttentionWish, place: Omit<AttentionUse, "purpose">): OpenedModel["flashAttention"] {
  return {
    scoring: chooseFlashAttention(wish, { ...place, purpose: "score" }),
    generation: chooseFlashAttention(wish, { ...place, purpose: "generate" }),
  };
}

function cacheTypes(wish: Pick<AttentionWish, "kvCacheType">, onGpu: boolean): NonNullable<EngineInfo["kvCacheType"]> {
  return {
    scoring: chooseCacheType(wish, { onGpu, purpose: "score" }),
    generation: chooseCacheType(wish, { onGpu, purpose: "generate" }),
  };
}

/** Decoding 16 sequences side by side takes a CPU of 2 cores 3 times as long as one, 32 nearly twice as long as 16. */
const mostSequencesOnCpu = 16;
const mostSequencesOnGpu = 64;

async function loadAdapters(model: Model, { adapters }: EngineOptions): Promise<ContextParams["adapters"]> {
  const loaded: { adapter: Adapter; scale: number }[] = [];
  for (const { path, scale } of adapters) {
    try {
      loaded.push({ adapter: await model.loadAdapter(path), scale });
    } catch (error) {
      throw engineError(`load the adapter ${path}`, error);
    }
  }
  return loaded;
}
