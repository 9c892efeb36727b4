// An engine whose answers are written in a test and come in an order of the test's choice. It keeps what it was asked.

import type { GenerateRequest, Generation, ScoreRequest, ScoreResult } from "../../src/core/request.ts";
import type { Engine, EngineCallOptions, EngineInfo } from "../../src/engines/engine.ts";

export interface Script {
  /** Requests held at a time: that many are taken before the first is answered. @default 4 */
  window?: number;
  /** Which of the held requests is answered next. @default the last */
  next?(held: number): number;
  score?(request: ScoreRequest): Float32Array;
  generate?(request: GenerateRequest): string;
}

const info: EngineInfo = {
  engine: "scripted",
  contextSize: 1000,
  vocabularySize: 0x110000,
  parallelSequences: 4,
  device: "test",
  memory: {
    weights: 0,
    kvCache: 0,
    compute: 0,
    total: 0,
    fits: true,
    parallelSequences: 4,
    gpuLayers: null,
    lines: [],
  },
  bosToken: null,
  eosToken: null,
  templateTokens: {},
  textForm: null,
  specialTokenIds: { bos: null, eos: null, pad: null },
  addsBos: false,
  chatTemplate: null,
  versions: {},
  prefixSharing: "none",
};

export class ScriptedEngine implements Engine {
  readonly info = info;
  readonly asked: (ScoreRequest | GenerateRequest)[] = [];
  readonly #script: Script;

  constructor(script: Script = {}) {
    this.#script = script;
  }

  tokenize(text: string): Int32Array {
    return Int32Array.from(text, (character) => character.codePointAt(0) as number);
  }

  detokenize(tokens: Int32Array): string {
    return String.fromCodePoint(...tokens);
  }

  score(requests: AsyncIterable<ScoreRequest>, options: EngineCallOptions = {}): AsyncIterable<ScoreResult> {
    return this.#answer(requests, options, (request) => ({
      index: request.index,
      logProbs: this.#script.score?.(request) ?? new Float32Array(request.tokens.length - request.from).fill(-1),
    }));
  }

  generate(requests: AsyncIterable<GenerateRequest>, options: EngineCallOptions = {}): AsyncIterable<Generation> {
    return this.#answer(requests, options, (request) => ({
      index: request.index,
      text: this.#script.generate?.(request) ?? "ok",
      tokens: Int32Array.of(1),
      finishReason: "eos",
      tokenCounts: { prompt: request.tokens.length, generated: 1 },
    }));
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  async *#answer<Request extends ScoreRequest | GenerateRequest, Result>(
    requests: AsyncIterable<Request>,
    _options: EngineCallOptions,
    answer: (request: Request) => Result,
  ): AsyncGenerator<Result> {
    const { window = 4, next = (held) => held - 1 } = this.#script;
    const held: Request[] = [];
    for await (const request of requests) {
      this.asked.push(request);
      held.push(request);
      if (held.length >= window) yield answer(held.splice(next(held.length), 1)[0] as Request);
    }
    while (held.length > 0) yield answer(held.splice(next(held.length), 1)[0] as Request);
  }
}
