// Prompt tokens that generating computes: a prompt shares what it has in common with the prompts in the slots.

import { commonPrefix } from "../../core/token-sequence.ts";

export class PromptTokenCounter {
  readonly #slots: Int32Array[];
  #next = 0;

  /** @param slots Sequences that generate side by side. */
  constructor(slots: number) {
    this.#slots = Array.from({ length: slots }, () => new Int32Array(0));
  }

  /** @returns Tokens of this prompt that are computed; the last one always is, its logits are needed. */
  add(prompt: Int32Array): number {
    const shared = this.#slots.reduce((most, held) => Math.max(most, commonPrefix(held, prompt)), 0);
    this.#slots[this.#next] = prompt;
    this.#next = (this.#next + 1) % this.#slots.length;
    return prompt.length - Math.min(shared, prompt.length - 1);
  }
}
