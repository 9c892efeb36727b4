// What goes through all rows at once is one long computation. Without turns of the event loop in between, Ctrl-C would not even be
// noticed.

import { setImmediate } from "node:timers/promises";
import { OcLocalError } from "../core/errors.ts";

const betweenMs = 50;

export class Pauses {
  readonly #what: string;
  readonly #signal: AbortSignal | undefined;
  #lastAt = performance.now();

  /** @param what Completes "stopped while …". */
  constructor(what: string, signal: AbortSignal | undefined) {
    this.#what = what;
    this.#signal = signal;
  }

  get isDue(): boolean {
    return performance.now() - this.#lastAt >= betweenMs;
  }

  /** @throws OcLocalError ABORTED when the user asked to stop. */
  async take(): Promise<void> {
    await setImmediate();
    this.#lastAt = performance.now();
    if (this.#signal?.aborted) throw new OcLocalError("ABORTED", `stopped while ${this.#what}`);
  }
}
