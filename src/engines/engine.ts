// The engine seam: one model on one device. Above it: rows, prompts, text. Below it: token ids and devices.

import type { KvCacheType } from "../core/kv-cache-type.ts";
import type { GenerateRequest, Generation, ScoreRequest, ScoreResult, Tokenizer } from "../core/request.ts";
import type { FlashAttention } from "./flash-attention.ts";
import type { MemoryPlan } from "./memory-plan.ts";

export interface EngineInfo {
  /** Registry name, for example "node-llama-cpp". */
  engine: string;
  /** Context a single sequence may use, in tokens. */
  contextSize: number;
  vocabularySize: number;
  /** Sequences decoded in parallel. */
  parallelSequences: number;
  /** For example "CPU (2 threads)" or "CUDA0 NVIDIA GeForce GTX 1660". */
  device: string;
  /** Chosen for the memory there is. */
  memory: MemoryPlan;
  /** Whether llama.cpp's flash kernels compute attention; absent where there is no such choice. */
  flashAttention?: { scoring: FlashAttention; generation: FlashAttention };
  bosToken: string | null;
  eosToken: string | null;
  /** The special tokens that the model's files name, by the names that chat templates have for them (`bos_token`, …). */
  templateTokens: Readonly<Record<string, string>>;
  /** What the tokenizer does to text before it cuts it, where that is a Unicode form. */
  textForm: "NFC" | "NFD" | "NFKC" | "NFKD" | null;
  /** Token ids; null where the model has none. */
  specialTokenIds: { bos: number | null; eos: number | null; pad: number | null };
  /** Every token that ends a generation, from engines that tell. */
  endTokenIds?: readonly number[];
  addsBos: boolean;
  /** Jinja source of the model's own chat template; null for models without one. */
  chatTemplate: string | null;
  /** Versions of the libraries that compute, for the manifest. */
  versions: Record<string, string>;
  /** What of a shared prefix is computed once, in words for the plan. */
  prefixSharing: string;
}

export interface EngineCallOptions {
  signal?: AbortSignal;
}

export interface Engine extends Tokenizer {
  readonly info: EngineInfo;
  /** A flow, also of generate, begins with empty cells: what was computed before it does not show in its results. */
  score(requests: AsyncIterable<ScoreRequest>, options?: EngineCallOptions): AsyncIterable<ScoreResult>;
  generate(requests: AsyncIterable<GenerateRequest>, options?: EngineCallOptions): AsyncIterable<Generation>;
  close(): Promise<void>;
}

/** What an engine knows by its tokenizer. */
export type TokenizerInfo = Pick<
  EngineInfo,
  | "vocabularySize"
  | "bosToken"
  | "eosToken"
  | "templateTokens"
  | "textForm"
  | "specialTokenIds"
  | "endTokenIds"
  | "addsBos"
  | "chatTemplate"
>;

/** Token ids without weights: what a dry run and the checks before loading need. */
export interface Vocabulary extends Tokenizer {
  readonly info: TokenizerInfo &
    Pick<EngineInfo, "prefixSharing"> & {
      /** Context the model was trained for, in tokens. */
      trainedContextSize: number;
    };
  close(): Promise<void>;
}

/** What every file in this folder that is an engine exports. */
export interface EngineModule {
  open(options: EngineOptions): Promise<Engine>;
  openVocabulary(options: Pick<EngineOptions, "modelPath" | "tokenizerPath" | "device">): Promise<Vocabulary>;
  /** What `open` would take and choose, from the model's header and the device's free memory. */
  planMemory(options: EngineOptions): Promise<MemoryPlan>;
  /** The GPUs that a choice may mean, in the order of their index; none: it means the CPU. Absent: this engine cannot tell. */
  listGpus?(device: DeviceChoice): Promise<Gpu[]>;
  /** Refuses where the library that computes is not installed. Absent: `openVocabulary` needs it already. */
  requireLibrary?(): Promise<void>;
}

export interface Gpu {
  /** For example "CUDA0 NVIDIA GeForce GTX 1660". */
  name: string;
  freeBytes: number;
  /** A part of the CPU, which shares its memory. */
  isIntegrated: boolean;
}

export interface EngineOptions {
  /** Absolute path of the model file (first part of a split GGUF) or folder. */
  modelPath: string;
  /** Folder or file of the tokenizer, for an ONNX file that lies apart from it. */
  tokenizerPath?: string | undefined;
  /** Tokens one sequence may hold. `"model"`: what the model was trained for. */
  contextSize: number | "model";
  /** Sequences decoded in parallel. `"auto"`: as many as the memory plan allows. */
  parallelSequences: number | "auto";
  device: DeviceChoice;
  /** CPU threads, of which no more compute than there are processors. 0: as many as there are. */
  threads: number;
  /** What the engine may plan with, where it shares its device with others. @default what is free on the device */
  memoryBytes?: number;
  /** GGUF LoRA adapters. */
  adapters: { path: string; scale: number }[];
  /** Layers placed on the device. */
  gpuLayers: number | "auto" | "max";
  /** `"auto"`: where it is faster and adds up in single precision, for generated text where it is faster. */
  flashAttention: boolean | "auto";
  useMmap: boolean;
  /** @default "f16" */
  kvCacheType?: KvCacheType;
  /** False computes every scored request alone and whole, to measure what sharing saves. @default true */
  sharing?: boolean;
  /** Told when the engine goes on in another way than planned, for the screen and the log. */
  notice?: (text: string) => void;
  /**
   * Called after each call into the library that computed something: who waits can tell a long answer from a standstill. With what
   * it did for answers to come, where texts are generated and the engine knows.
   */
  onStep?: (work?: GenerationWork) => void;
}

/** Tokens computed for generated answers, most of which are not complete yet. */
export interface GenerationWork {
  /** Of prompts. */
  read: number;
  /** Of answers, as far as they count: not the end token. */
  written: number;
}

/** `auto`: the first GPU that works, else the CPU. `cuda:1`: one device of a backend. */
export interface DeviceChoice {
  backend: "auto" | "cpu" | "cuda" | "vulkan";
  index: number | null;
  /** GPUs that the layers are split over, counted from `index`. @default 1 */
  count?: number;
}
