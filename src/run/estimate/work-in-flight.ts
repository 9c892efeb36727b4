// What was done for generated answers that are not there yet, as a part of the cost of those that are left: answers are written
// side by side, and the first may take minutes.

import type { GenerationWork } from "../../engines/engine.ts";
import { writtenTokenCost } from "../../plan/cost.ts";

export class WorkInFlight {
  /** Since the engine was open, for all answers. */
  #done: GenerationWork = { read: 0, written: 0 };
  /** Of this, for answers that are there. */
  #settled: GenerationWork = { read: 0, written: 0 };
  /** Answers that are written side by side. */
  #slots = 1;

  /** The engine is open, or open again: nothing is in flight. */
  clear(slots: number): void {
    this.#done = { read: 0, written: 0 };
    this.#settled = { read: 0, written: 0 };
    this.#slots = slots;
  }

  add(work: GenerationWork): void {
    this.#done = sum(this.#done, work);
  }

  /** An answer is there. @param work What it was expected to read, and what was written. */
  settle(work: GenerationWork): void {
    this.#settled = sum(this.#settled, work);
  }

  /** @param left Of the answers that are not there. @returns No more than all of them cost. */
  cost(left: { rows: number; cost: number; reading: number }): number {
    if (left.rows === 0) return 0;
    // What prompts were expected to take and what they do may drift apart: no more is read than all slots hold.
    const mostRead = (left.reading / left.rows) * Math.min(left.rows, this.#slots);
    const read = Math.min(Math.max(0, this.#done.read - this.#settled.read), mostRead);
    const written = Math.max(0, this.#done.written - this.#settled.written);
    return Math.min(left.cost, read + written * writtenTokenCost);
  }

  /** How much longer the last answers take than as many in full slots: a step takes about as long for few of them. */
  slowness(rowsLeft: number): number {
    return rowsLeft === 0 ? 1 : Math.max(1, this.#slots / rowsLeft);
  }
}

function sum(a: GenerationWork, b: GenerationWork): GenerationWork {
  return { read: a.read + b.read, written: a.written + b.written };
}
