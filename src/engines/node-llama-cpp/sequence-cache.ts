// One sequence of a llama.cpp context: the tokens it holds, cutting them back, and computing more of them.

import type {
  ControlledEvaluateIndexOutput,
  ControlledEvaluateInputItem,
  LlamaContextSequence,
  Token,
} from "node-llama-cpp";
import type { Guard } from "./guard.ts";

/** A token to compute, and what to ask at its position. */
export type TokenToCompute = ControlledEvaluateInputItem;
export type Computed = ControlledEvaluateIndexOutput | undefined;

export interface CacheSettings {
  canRollBack: boolean;
  batchSize: number;
}

export class SequenceCache {
  readonly settings: CacheSettings;
  readonly #sequence: LlamaContextSequence;
  readonly #guard: Guard;

  constructor(sequence: LlamaContextSequence, guard: Guard, settings: CacheSettings) {
    this.#sequence = sequence;
    this.#guard = guard;
    this.settings = settings;
  }

  get tokens(): readonly Token[] {
    return this.#sequence.contextTokens;
  }

  /** Keeps the first `length` tokens. */
  async cut(length: number): Promise<void> {
    const held = this.#sequence.nextTokenIndex;
    if (length >= held) return;
    await this.#guard.call(`cut a sequence of ${held} tokens back to ${length}`, () =>
      length === 0
        ? this.#sequence.clearHistory()
        : this.#sequence.eraseContextTokenRanges([{ start: length, end: held }]),
    );
  }

  /** Computes in batches, between which the signal is heard. */
  async compute(tokens: readonly TokenToCompute[], signal: AbortSignal | undefined): Promise<Computed[]> {
    const computed: Computed[] = [];
    for (let start = 0; start < tokens.length; start += this.settings.batchSize) {
      this.#guard.check(signal);
      const batch = tokens.slice(start, start + this.settings.batchSize);
      const position = this.#sequence.nextTokenIndex;
      const outputs = await this.#guard.call(`compute ${batch.length} tokens at position ${position}`, () =>
        this.#sequence.controlledEvaluate(batch),
      );
      for (let i = 0; i < batch.length; i++) computed.push(outputs[i]);
    }
    return computed;
  }
}
