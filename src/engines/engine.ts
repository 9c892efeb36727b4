// The engine seam: one model on one device. Above it: rows, prompts, text. Below it: token ids and devices.

import type { Deviation } from "../core/deviation.ts";
import type { KvCacheChoice, KvCacheType } from "../core/kv-cache-type.ts";
import type { GenerateRequest, Generation, ScoreRequest, ScoreResult, Tokenizer } from "../core/request.ts";
import type { AttentionWish, FlashAttention } from "./flash-attention.ts";
import type { GgufModel } from "./gguf.ts";
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
  /** Number format of keys and values; absent where there is no such choice. */
  kvCacheType?: { scoring: KvCacheType; generation: KvCacheType };
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
  /** Whether a file or folder is a model of its format, by its name and what it begins with or holds. */
  takes(path: string): boolean;
  /** What a model is where one is made for it. Absent: a file. An engine of folders looks into them by itself. */
  modelForm?: "folder";
  /**
   * What the model's files say; weights are not read.
   *
   * @throws OcLocalError MODEL_FILE for files that are none of its models, CONFIG for settings that its format rules out.
   */
  describe(path: string, settings: DescribeSettings): Promise<ModelDescription>;
  /** Of several engines that take a model the first by `rank` that is available runs it. Absent: behind the others. */
  rank?: number;
  availability(): Availability;
  /** Which of the settings have no effect on its models, and why. */
  ignored(settings: readonly EngineSetting[]): IgnoredSettings[];
  /** Whether a device can only mean the CPU here. Absent: by `isCpuOnly` of cpu-only.ts. */
  isCpuOnly?(device: Pick<DeviceChoice, "backend">): boolean;
  /** Refuses files without weights, which show prompts and answer none. Absent: `describe` does. @throws OcLocalError MODEL_FILE */
  requireWeights?(model: ModelDescription): void;
  /** @throws OcLocalError CONFIG for settings that the model's files rule out. */
  requireSettings?(model: ModelDescription, settings: AttentionWish): void;
}

export interface DescribeSettings {
  /** Of the model and of the engine, for messages. */
  abbr: string;
  engine: string;
  tokenizerPath?: string | undefined;
  /** With absolute paths. */
  adapters: EngineOptions["adapters"];
}

/** Cloneable: models are described in a process of their own. */
export interface ModelDescription {
  file: ModelFacts;
  /** More of it, where it is a GGUF. */
  gguf?: GgufModel;
  /** Identifies the weights: hash over size, header and sampled blocks, and over those of the adapters. */
  fingerprint: string;
}

export interface ModelFacts {
  /** What the engine opens: the first part of a split GGUF, or an ONNX model's folder or file. */
  path: string;
  /** Everything that decides the answers. */
  parts: { path: string; bytes: number }[];
  /** Paths of the adapters' files. */
  adapterFiles: string[];
  weightBytes: number;
  /** Processes that map the weights share their memory. */
  sharesWeights: boolean;
  /** Beside its weights activations are rounded, so that log-likelihoods move with the prompts of a batch. */
  roundsActivations: boolean;
  /** Where whoever computes it computes another model than the checkpoint. */
  deviations: Deviation[];
  /** What the files call the model; null where they do not. */
  name: string | null;
  architecture: string;
  /** What the quantisation is called, for example "Q4_K_M" or "float16". */
  fileType: string | null;
  /** Tokens the model was trained for. */
  contextLength: number | null;
  chatTemplate: string | null;
}

/** `cost`: what it takes to do without the engines before it. `missing`: why it cannot compute here. */
export type Availability = { missing?: never; cost?: string } | { missing: string };

/** As users write them. */
export type EngineSetting = "gpu_layers" | "flash_attention" | "kv_cache_type" | "use_mmap" | "--tokenizer-path";

export interface IgnoredSettings {
  settings: EngineSetting[];
  why: string;
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
  /** `"auto"`: exact where a CPU scores, small elsewhere. @default "auto" */
  kvCacheType?: KvCacheChoice;
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
