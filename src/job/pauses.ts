// What goes through all rows at once is one long computation. Without turns of the event loop in between, Ctrl-C would not even be
// noticed, and nobody could see how far it is.

import { setImmediate as nextTurn } from "node:timers/promises";
import { OcLocalError } from "../core/errors.ts";

const betweenMs = 50;

/** A turn of the event loop. @param what Completes "stopped while …". @throws OcLocalError ABORTED when the user asked to stop. */
export async function turn(what: string, signal: AbortSignal | undefined): Promise<void> {
  await nextTurn();
  if (signal?.aborted) throw new OcLocalError("ABORTED", `stopped while ${what}`);
}

export interface PauseOptions {
  /** Told at every pause. @param steps Taken so far. */
  onPause?: (steps: number) => void;
}

export class Pauses {
  readonly #what: string;
  readonly #signal: AbortSignal | undefined;
  readonly #onPause: PauseOptions["onPause"];
  #lastAt = performance.now();
  #steps = 0;

  /** @param what Completes "stopped while …". */
  constructor(what: string, signal: AbortSignal | undefined, { onPause }: PauseOptions = {}) {
    this.#what = what;
    this.#signal = signal;
    this.#onPause = onPause;
  }

  /** Whether the next step pauses. */
  get isDue(): boolean {
    return performance.now() - this.#lastAt >= betweenMs;
  }

  /** Counts one step, and pauses where that is due. @throws OcLocalError ABORTED when the user asked to stop. */
  async step(): Promise<void> {
    this.#steps += 1;
    if (!this.isDue) return;
    await turn(this.#what, this.#signal);
    this.#lastAt = performance.now();
    this.#onPause?.(this.#steps);
  }
}
