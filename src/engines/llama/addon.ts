// The calls of the native addon (native/). It offers mechanism only: what is computed when is decided in TypeScript. Names are
// llama.cpp's. Every failure is a thrown or rejected NativeError; nothing prints and nothing aborts on purpose.

import type { KvCacheType } from "../../core/kv-cache-type.ts";

/** `code`: what llama.cpp could not do. `message`: the call, its return code and the numbers involved. */
export interface NativeError extends Error {
  code: "LIBRARY" | "MODEL" | "CONTEXT" | "NO_MEMORY" | "NO_KV_SLOT" | "DECODE" | "ABORTED" | "ARGUMENT" | "CLOSED";
}

export interface Addon {
  /** Release of llama.cpp whose headers the addon was compiled with, for example "v0.5.0". */
  readonly release: string;
  /**
   * Opens the shared libraries of one folder, once per process and folder, and loads its backends.
   * @param folder Absolute; holds libllama*.so and libggml*.so.
   * @param fallbackFolder Where a GPU backend is taken from that cannot be loaded out of `folder` (it is built for a CUDA that is
   * not installed, say).
   * @throws NativeError LIBRARY with the loader's own words (a missing libcudart is named there).
   */
  openLibrary(folder: string, fallbackFolder?: string): Library;
}

export interface Library {
  /** Compute devices of this library: CPU always, GPUs where a backend found one. */
  devices(): Device[];
  /** Lines that llama.cpp logged as warnings and errors since the last call, oldest first; at most 200 are kept. */
  takeLog(): string[];
  /** Reads a model off the main thread. */
  loadModel(path: string, params: ModelParams): Promise<Model>;
}

export interface Device {
  /** Unique within the library: "CPU", "CUDA0". */
  name: string;
  description: string;
  type: "cpu" | "gpu" | "igpu" | "accel";
  /** Bytes. */
  freeMemory: number;
  totalMemory: number;
}

export interface ModelParams {
  /** Names of `devices()` that may hold layers; empty: the CPU alone. */
  devices: string[];
  nGpuLayers: number;
  splitMode: "none" | "layer" | "row";
  /** Proportion of each device, as many as `devices`; empty: by free memory. */
  tensorSplit: number[];
  useMmap: boolean;
  vocabOnly: boolean;
}

export interface Model {
  readonly facts: ModelFacts;
  /** `addSpecial`: BOS and EOS as the model's metadata says. `parseSpecial`: control tokens written in the text are parsed. */
  tokenize(text: string, addSpecial: boolean, parseSpecial: boolean): Int32Array;
  /** UTF-8 text; bytes that are no character become U+FFFD. `special`: control tokens appear as their text. */
  detokenize(tokens: Int32Array, special: boolean): string;
  /** Text of one token as the vocabulary holds it. */
  tokenText(token: number): string;
  loadAdapter(path: string): Promise<Adapter>;
  createContext(params: ContextParams): Promise<Context>;
  /** Frees the weights; contexts and adapters of this model must be closed first. Calling it again does nothing. */
  close(): Promise<void>;
}

export interface ModelFacts {
  nVocab: number;
  nCtxTrain: number;
  nLayer: number;
  /** 0: no sliding window. */
  nSwa: number;
  /** null where the vocabulary has none. */
  bos: number | null;
  eos: number | null;
  eot: number | null;
  pad: number | null;
  addBos: boolean;
  addEos: boolean;
  /** Every token that ends a generation. */
  endTokens: Int32Array;
  /** Every control token. */
  controlTokens: Int32Array;
  isRecurrent: boolean;
  isHybrid: boolean;
  hasEncoder: boolean;
  hasDecoder: boolean;
  description: string;
  sizeBytes: number;
}

/** A LoRA adapter, loaded for one model. */
export interface Adapter {
  close(): void;
}

export interface ContextParams {
  /** KV cells of all sequences together. */
  nCtx: number;
  /** Most tokens of one step. */
  nBatch: number;
  /** Most tokens computed at once. */
  nUbatch: number;
  nSeqMax: number;
  /** Most rows of a step whose logits are asked for. */
  nOutputsMax: number;
  nThreads: number;
  /** One buffer for all sequences (they can share cells), or one stream of nCtx / nSeqMax cells for each. */
  kvUnified: boolean;
  flashAttention: "on" | "off" | "auto";
  typeK: KvCacheType;
  typeV: KvCacheType;
  offloadKqv: boolean;
  /** Keeps all cells of sliding-window layers, so that a sequence can be cut back. */
  swaFull: boolean;
  /** Gated GELU in single precision, on a CPU; else as llama.cpp reads it from its table. */
  exactGelu: boolean;
  adapters: { adapter: Adapter; scale: number }[];
}

export interface Context {
  readonly facts: ContextFacts;
  /**
   * Decodes one packed batch on the context's own thread, then reads what was asked of it. One step at a time: a second call
   * before the first is settled is refused. After a failure the cells are as before the call; sequences that cannot be cut back
   * (recurrent states, a sliding window without `swaFull`) are emptied when cells were written, and the message names them.
   */
  step(batch: Batch): Promise<StepResult>;
  /** Edits of KV cells, in order; refused while a step is in flight. Returns whether all were possible. */
  edit(edits: Int32Array): boolean;
  /** A copy of a sequence's whole state (recurrent models), and back. */
  saveState(seqId: number): Uint8Array;
  loadState(seqId: number, state: Uint8Array): void;
  createSampler(params: SamplerParams): Sampler;
  /** Makes the step in flight end early with ABORTED (on the CPU; a GPU finishes its batch). */
  abort(): void;
  /** Waits for the step in flight, then frees the cells. Calling it again does nothing. */
  close(): Promise<void>;
}

/** What llama.cpp made of the params. */
export interface ContextFacts {
  nCtx: number;
  nCtxSeq: number;
  nBatch: number;
  nUbatch: number;
  nSeqMax: number;
  /** Bytes of cells and of compute buffers, by device name; what llama.cpp does not tell is left out. */
  kvBytes: number;
  computeBytes: number;
}

/** Operations of `Context.edit`, five numbers each: [operation, sequence, other sequence, from position, to position]; -1 is open. */
export const editRemove = 0;
export const editCopy = 1;
export const editClear = 2;

/**
 * n tokens. `seqOffsets[i]` to `seqOffsets[i + 1]` delimit the sequences of token i in `seqIds`. Two kinds of rows may be
 * asked for, each by its token's index in the batch:
 * scored rows `rows[r]`, with `targets` from `targetOffsets[r]` to `targetOffsets[r + 1]`;
 * drawn rows `drawRows[d]`, each with its sampler (null: greedy).
 */
export interface Batch {
  tokens: Int32Array;
  positions: Int32Array;
  /** [n + 1] */
  seqOffsets: Int32Array;
  seqIds: Int32Array;
  rows: Int32Array;
  /** [rows + 1] */
  targetOffsets: Int32Array;
  targets: Int32Array;
  drawRows: Int32Array;
  samplers: (Sampler | null)[];
  /** For each drawn row 1 where end tokens must not be drawn. */
  banEnd: Uint8Array;
}

export interface StepResult {
  /** ln p of each target, in the order of `targets`. NaN where the model computed no number; a logit of -infinity is p = 0. */
  logProbs: Float32Array;
  /** The token of each drawn row; -1 where the model computed no number. */
  drawn: Int32Array;
  /** Logit of the best minus logit of the second best token of each drawn row, before any sampling; banned ends left out. */
  gaps: Float32Array;
  /** Milliseconds inside llama_decode (until its results are there), and reading logits after it. */
  decodeMs: number;
  readMs: number;
}

export interface SamplerParams {
  temperature: number;
  topK: number;
  topP: number;
  minP: number;
  repetitionPenalty: number;
  seed: number;
}

/**
 * One request's sampling state: repetition penalty over prompt and answer, then temperature, top-k, top-p, min-p, and a draw
 * from its own generator (the order of Hugging Face's generate). A drawn token is accepted by itself.
 */
export interface Sampler {
  /** Tokens that count as seen, such as the prompt. */
  accept(tokens: Int32Array): void;
  close(): void;
}
