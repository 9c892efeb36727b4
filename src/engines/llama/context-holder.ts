// The one context of an engine. Scoring and generation want different ones (shared cells, streams of their own), and so may short and
// long texts (gguf/long-rope.ts); a worker does one after the other, so the other one is closed first.

import { OcLocalError } from "../../core/errors.ts";
import type { EngineOptions } from "../engine.ts";
import { matrixBatchSize } from "../flash-attention.ts";
import { defaultBatchSize } from "../memory-plan.ts";
import type { Context, ContextParams } from "./addon.ts";
import { scoringCells, scoringRows, scoringSequences } from "./context-sizes.ts";
import type { OpenedModel } from "./model.ts";
import { engineError, isNativeError } from "./native-error.ts";

type Purpose = "score" | "generate";

export interface ContextUse {
  purpose: Purpose;
  /** Texts beyond those of short factors, where the model has two sets. */
  isLong: boolean;
}

export interface OpenContext {
  context: Context;
  /** What was asked for; llama.cpp may have rounded up. */
  params: ContextParams;
}

export class ContextHolder {
  readonly #opened: OpenedModel;
  readonly #options: EngineOptions;
  #open: (OpenContext & ContextUse) | undefined;
  /** A context that is being created is there to be closed, too. */
  #creating: Promise<unknown> | undefined;
  #slots: number;

  constructor(opened: OpenedModel, options: EngineOptions) {
    this.#opened = opened;
    this.#options = options;
    this.#slots = opened.plan.parallelSequences;
  }

  get current(): Context | undefined {
    return this.#open?.context;
  }

  /** Opens the context unless it is open already. Slots are halved as long as memory does not suffice. */
  async open(use: ContextUse): Promise<OpenContext> {
    const { purpose, isLong } = use;
    if (this.#open?.purpose === purpose && this.#open.isLong === isLong) return this.#open;
    await this.close();
    const created = this.#create(use);
    this.#creating = created;
    return created;
  }

  async #create(use: ContextUse): Promise<OpenContext> {
    const { purpose, isLong } = use;
    for (;;) {
      const params = purpose === "score" ? this.#scoringParams(isLong) : this.#generationParams(isLong);
      try {
        const context = await this.#opened.model.createContext(params);
        this.#open = { ...use, context, params };
        return this.#open;
      } catch (error) {
        const isShort = isNativeError(error) && error.code === "NO_MEMORY";
        const what = `create a context of ${params.nCtx} tokens for ${params.nSeqMax} sequences`;
        if (!isShort || purpose === "score") throw engineError(what, error);
        this.halve(what, error);
      }
    }
  }

  /** Goes on with half of the slots. @throws OcLocalError when there is one left. */
  halve(what: string, error: unknown): void {
    if (this.#slots === 1) throw engineError(what, error);
    const before = this.#slots;
    this.#slots = Math.floor(before / 2);
    this.#options.notice?.(
      `llama.cpp could not ${what}: out of memory; going on with ${this.#slots} of ${before} parallel sequences`,
    );
  }

  async close(): Promise<void> {
    await Promise.allSettled([this.#creating]);
    const open = this.#open;
    this.#open = undefined;
    await open?.context.close();
  }

  #scoringParams(isLong: boolean): ContextParams {
    const { contextSize, shortFactorsTo } = this.#opened;
    const { nVocab } = this.#opened.model.facts;
    const cells = scoringCells(contextSize);
    const nCtx = isLong || shortFactorsTo === null ? cells : Math.min(cells, shortFactorsTo);
    return {
      ...this.#commonParams("score", nCtx),
      nCtx,
      nSeqMax: scoringSequences,
      nOutputsMax: scoringRows(nVocab),
      kvUnified: true,
    };
  }

  #generationParams(isLong: boolean): ContextParams {
    const { contextSize, shortFactorsTo } = this.#opened;
    const most = roundUp(contextSize);
    const cells = isLong || shortFactorsTo === null ? most : Math.min(most, shortFactorsTo);
    return {
      ...this.#commonParams("generate", cells),
      nCtx: cells * this.#slots,
      nSeqMax: this.#slots,
      nOutputsMax: this.#slots,
      kvUnified: false,
    };
  }

  /** @param cells That a token may attend to. */
  #commonParams(purpose: Purpose, cells: number) {
    const { adapters, threads, gguf, library, flashAttention, kvCacheType } = this.#opened;
    if (threads < 1) throw new OcLocalError("ENGINE", `${threads} threads cannot compute`);
    const use = purpose === "score" ? "scoring" : "generation";
    const chosen = flashAttention[use];
    return {
      nBatch: defaultBatchSize,
      nUbatch: chosen === "off" ? matrixBatchSize(gguf, cells) : defaultBatchSize,
      nThreads: threads,
      flashAttention: chosen,
      typeK: kvCacheType[use],
      typeV: kvCacheType[use],
      offloadKqv: true,
      // Nothing of a GPU can be written to here, and keys and values of half precision are off by more.
      exactGelu: purpose === "score" && library.gpus.length === 0 && kvCacheType[use] === "f32",
      swaFull: true, // a sliding window that forgets could not be cut back to a shared prefix
      adapters,
    } satisfies Partial<ContextParams>;
  }
}

/** llama.cpp rounds the cells of a stream up to a multiple of this. */
function roundUp(tokens: number): number {
  return Math.ceil(tokens / 256) * 256;
}
