// The native engine: GGUF models on llama.cpp through the addon in native/. Scoring computes every distinct token of a
// window of requests once; generation keeps a fixed number of slots busy.

import type {
  DetokenizeOptions,
  GenerateRequest,
  Generation,
  ScoreRequest,
  ScoreResult,
  TokenizeOptions,
} from "../core/request.ts";
import type { Availability, Engine, EngineCallOptions, EngineInfo, EngineOptions, Vocabulary } from "./engine.ts";
import { ggufModels } from "./gguf-models.ts";
import { ContextHolder } from "./llama/context-holder.ts";
import { describeEngine, describeSharing } from "./llama/describe.ts";
import { generateWithRetries } from "./llama/generate.ts";
import { listLlamaGpus } from "./llama/library.ts";
import { findAddon } from "./llama/load-addon.ts";
import { type OpenedModel, openModel, openVocabularyModel, planModelMemory } from "./llama/model.ts";
import { openRounds } from "./llama/score.ts";
import { Steps, type Timings } from "./llama/steps.ts";
import { LlamaTokenizer } from "./llama/tokenizer.ts";
import { generateLength, scoreLength } from "./scheduler/check-request.ts";
import { runByLength } from "./scheduler/flow-by-kind.ts";
import { FlowGuard } from "./scheduler/flow-guard.ts";
import { scoreFlow } from "./scheduler/score-flow.ts";
import { guardedVocabulary } from "./vocabulary.ts";

/** What the benchmarks read. */
export interface TimedEngine extends Engine {
  timings(): Timings;
}

export async function open(options: EngineOptions): Promise<TimedEngine> {
  return new LlamaEngine(await openModel(options), options);
}

export const { takes, describe, ignored, requireWeights, requireSettings } = ggufModels;

export const rank = 0;

export function availability(): Availability {
  const found = findAddon();
  return found.addon === null ? { missing: `the native engine is not there (${found.detail})` } : {};
}

export const planMemory = planModelMemory;

export const listGpus = listLlamaGpus;

export async function openVocabulary({ modelPath }: Pick<EngineOptions, "modelPath" | "device">): Promise<Vocabulary> {
  const { gguf, model } = await openVocabularyModel(modelPath);
  const tokenizer = new LlamaTokenizer(model, gguf);
  const info = {
    ...tokenizer.info,
    trainedContextSize: gguf.contextLength ?? 0,
    prefixSharing: describeSharing(model),
  };
  return guardedVocabulary(tokenizer, info, { guard: new FlowGuard(), release: () => model.close() });
}

class LlamaEngine implements TimedEngine {
  readonly info: EngineInfo;
  readonly #opened: OpenedModel;
  readonly #options: EngineOptions;
  readonly #tokenizer: LlamaTokenizer;
  readonly #guard = new FlowGuard();
  readonly #steps: Steps;
  readonly #contexts: ContextHolder;
  #closing: Promise<void> | undefined;

  constructor(opened: OpenedModel, options: EngineOptions) {
    this.#opened = opened;
    this.#options = options;
    this.#steps = new Steps(this.#guard, options.onStep);
    this.#tokenizer = new LlamaTokenizer(opened.model, opened.gguf);
    this.#contexts = new ContextHolder(opened, options);
    this.info = describeEngine(opened, this.#tokenizer.info);
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
    const { sharing = true } = this.#options;
    const options = { ...this.#limits, sharing, contexts: this.#contexts, steps: this.#steps, signal };
    const longFrom = this.#opened.shortFactorsTo;
    return this.#guard.run({ name: "score", requests, signal }, (flow) =>
      runByLength(flow, { longFrom, lengthOf: scoreLength }, async function* (part, isLong) {
        yield* scoreFlow(part, await openRounds({ ...options, isLong }));
      }),
    );
  }

  generate(requests: AsyncIterable<GenerateRequest>, { signal }: EngineCallOptions = {}): AsyncIterable<Generation> {
    const longFrom = this.#opened.shortFactorsTo;
    return this.#guard.run({ name: "generate", requests, signal }, (flow) =>
      runByLength(flow, { longFrom, lengthOf: generateLength }, (part, isLong) =>
        generateWithRetries(part, {
          ...this.#limits,
          isLong,
          tokenizer: this.#tokenizer,
          contexts: this.#contexts,
          steps: this.#steps,
          signal,
        }),
      ),
    );
  }

  timings(): Timings {
    return { ...this.#steps.timings };
  }

  close(): Promise<void> {
    this.#closing ??= this.#dispose();
    return this.#closing;
  }

  get #limits() {
    const { contextSize, vocabularySize } = this.info;
    const { isRecurrent, isHybrid } = this.#opened.model.facts;
    return { contextSize, vocabularySize, canRollBack: !(isRecurrent || isHybrid) };
  }

  async #dispose(): Promise<void> {
    this.#guard.close();
    await this.#steps.stop(this.#contexts.current);
    await this.#contexts.close();
    for (const { adapter } of this.#opened.adapters) adapter.close();
    await this.#opened.model.close();
  }
}
