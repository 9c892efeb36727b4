// The portable engine: GGUF models on llama.cpp through node-llama-cpp's public API, on CPU, CUDA or Vulkan, wherever
// node-llama-cpp has a prebuilt binary.

import type { LlamaContext, LlamaModel, TokenBias } from "node-llama-cpp";
import type {
  DetokenizeOptions,
  GenerateRequest,
  Generation,
  ScoreRequest,
  ScoreResult,
  TokenizeOptions,
} from "../core/request.ts";
import { hasRenderDevice, isCpuOnly as isWithoutNvidia } from "./cpu-only.ts";
import type { Availability, Engine, EngineCallOptions, EngineInfo, EngineOptions, Vocabulary } from "./engine.ts";
import { ggufModels } from "./gguf-models.ts";
import { describeEngine, describeSharing } from "./node-llama-cpp/describe.ts";
import { generateFlow } from "./node-llama-cpp/generate.ts";
import { Guard } from "./node-llama-cpp/guard.ts";
import { type OpenedModel, openModel, openTokenizerModel, planModelMemory } from "./node-llama-cpp/load.ts";
import { banTokens } from "./node-llama-cpp/sampling.ts";
import { scoreFlow } from "./node-llama-cpp/score.ts";
import { SequenceCache } from "./node-llama-cpp/sequence-cache.ts";
import { ModelTokenizer } from "./node-llama-cpp/tokenizer.ts";
import { generateLength, scoreLength } from "./scheduler/check-request.ts";
import { runByLength } from "./scheduler/flow-by-kind.ts";
import type { RequestSource } from "./scheduler/request-flow.ts";
import { guardedVocabulary } from "./vocabulary.ts";

export async function open(options: EngineOptions): Promise<Engine> {
  const opened = await openModel(options);
  const tokenizer = new ModelTokenizer(opened.model, opened.gguf);
  const info = await describeEngine(opened, tokenizer.info, canRollBack(opened.model));
  const guard = new Guard(opened.runtime, options.onStep);
  return new NodeLlamaCppEngine({ opened, tokenizer, info, guard, canRollBack: canRollBack(opened.model) });
}

/** Recurrent and hybrid models keep a state that cannot be cut back to an earlier token. */
function canRollBack({ fileInsights }: LlamaModel): boolean {
  return !(fileInsights.isRecurrent || fileInsights.isHybrid);
}

export const { takes, describe, ignored, requireWeights, requireSettings } = ggufModels;

export const rank = 1;

export function availability(): Availability {
  return { cost: "which scores and generates several times slower" };
}

/** It may also find a GPU by Vulkan or Metal. */
export const isCpuOnly: typeof isWithoutNvidia = (device) =>
  isWithoutNvidia(device) && (device.backend === "cpu" || !hasRenderDevice());

export const planMemory = planModelMemory;

export async function openVocabulary(options: Pick<EngineOptions, "modelPath" | "device">): Promise<Vocabulary> {
  const { gguf, runtime, model } = await openTokenizerModel(options);
  const tokenizer = new ModelTokenizer(model, gguf);
  const info = {
    ...tokenizer.info,
    trainedContextSize: gguf.contextLength ?? 0,
    prefixSharing: describeSharing(canRollBack(model)),
  };
  return guardedVocabulary(tokenizer, info, { guard: new Guard(runtime), release: () => model.dispose() });
}

class NodeLlamaCppEngine implements Engine {
  readonly info: EngineInfo;
  readonly #opened: OpenedModel;
  readonly #tokenizer: ModelTokenizer;
  readonly #guard: Guard;
  readonly #canRollBack: boolean;
  #context: LlamaContext;
  #isLong = false;
  #caches: SequenceCache[];
  #endBan: TokenBias | undefined;
  #closing: Promise<void> | undefined;

  constructor(parts: {
    opened: OpenedModel;
    tokenizer: ModelTokenizer;
    info: EngineInfo;
    guard: Guard;
    canRollBack: boolean;
  }) {
    this.info = parts.info;
    this.#opened = parts.opened;
    this.#tokenizer = parts.tokenizer;
    this.#guard = parts.guard;
    this.#canRollBack = parts.canRollBack;
    this.#context = parts.opened.context;
    this.#caches = this.#newCaches();
  }

  tokenize(text: string, options: TokenizeOptions): Int32Array {
    this.#guard.check();
    return this.#tokenizer.tokenize(text, options);
  }

  detokenize(tokens: Int32Array, options?: DetokenizeOptions): string {
    this.#guard.check();
    return this.#tokenizer.detokenize(tokens, options);
  }

  score(requests: AsyncIterable<ScoreRequest>, { signal }: EngineCallOptions = {}): AsyncIterable<ScoreResult> {
    const { contextSize, vocabularySize } = this.info;
    const run = async function* (this: NodeLlamaCppEngine, flow: RequestSource<ScoreRequest>, isLong: boolean) {
      const [cache] = await this.#cachesFor(isLong);
      yield* scoreFlow(flow, { contextSize, vocabularySize, cache: cache as SequenceCache, signal });
    };
    const lengths = { longFrom: this.#opened.shortFactorsTo, lengthOf: scoreLength };
    return this.#guard.run({ name: "score", requests, signal }, (flow) => runByLength(flow, lengths, run.bind(this)));
  }

  generate(requests: AsyncIterable<GenerateRequest>, { signal }: EngineCallOptions = {}): AsyncIterable<Generation> {
    const { contextSize, vocabularySize } = this.info;
    const run = async function* (this: NodeLlamaCppEngine, flow: RequestSource<GenerateRequest>, isLong: boolean) {
      yield* generateFlow(flow, {
        caches: await this.#cachesFor(isLong),
        tokenizer: this.#tokenizer,
        contextSize,
        vocabularySize,
        batchSize: this.#context.batchSize,
        banEnd: () => this.#banEnd(),
        signal,
      });
    };
    const lengths = { longFrom: this.#opened.shortFactorsTo, lengthOf: generateLength };
    return this.#guard.run({ name: "generate", requests, signal }, (flow) =>
      runByLength(flow, lengths, run.bind(this)),
    );
  }

  close(): Promise<void> {
    this.#closing ??= this.#dispose();
    return this.#closing;
  }

  /** llama.cpp finishes the batch it is computing before its memory is freed. */
  async #dispose(): Promise<void> {
    this.#guard.close();
    await this.#context.dispose();
    await this.#opened.model.dispose();
  }

  /** Of the context that texts of this length need; the other one is closed first. */
  async #cachesFor(isLong: boolean): Promise<SequenceCache[]> {
    if (isLong === this.#isLong) return this.#caches;
    await this.#context.dispose();
    this.#context = await this.#opened.createContext(isLong);
    this.#isLong = isLong;
    this.#caches = this.#newCaches();
    return this.#caches;
  }

  #newCaches(): SequenceCache[] {
    const context = this.#context;
    const settings = { canRollBack: this.#canRollBack, batchSize: context.batchSize };
    const { totalSequences: length } = context;
    return Array.from({ length }, () => new SequenceCache(context.getSequence(), this.#guard, settings));
  }

  #banEnd(): TokenBias {
    const { runtime, model } = this.#opened;
    this.#endBan ??= banTokens(runtime.library, model, this.#tokenizer.endTokens);
    return this.#endBan;
  }
}
