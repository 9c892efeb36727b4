// Judging rows is one long computation. Without turns of the event loop in between, Ctrl-C would not even be noticed.

import { setImmediate } from "node:timers/promises";
import { OcLocalError } from "../../core/errors.ts";

const betweenMs = 50;

export class Pauses {
  readonly #signal: AbortSignal | undefined;
  #lastAt = performance.now();

  constructor(signal: AbortSignal | undefined) {
    this.#signal = signal;
  }

  get isDue(): boolean {
    return performance.now() - this.#lastAt >= betweenMs;
  }

  /** @throws OcLocalError ABORTED when the user asked to stop. */
  async take(): Promise<void> {
    await setImmediate();
    this.#lastAt = performance.now();
    if (this.#signal?.aborted) throw new OcLocalError("ABORTED", "stopped while stored answers were judged");
  }
}
