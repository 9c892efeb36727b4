// Tells when the inference process stands still: as a whole, or one of its workers while others go on. A worker counts from its
// first step to its end; one that has ended makes no steps and is not stuck.

import type { Standstill } from "../../apart/death.ts";
import { type Watchdog, watchForStandstill } from "./watchdog.ts";

export class WorkerWatch {
  readonly #limitSeconds: number;
  readonly #onStandstill: () => void;
  readonly #process: Watchdog;
  readonly #workers = new Map<number, Watchdog>();
  #standstill: Standstill | undefined;

  /** @param onStandstill Called once. */
  constructor(limitSeconds: number, onStandstill: () => void) {
    this.#limitSeconds = limitSeconds;
    this.#onStandstill = onStandstill;
    this.#process = watchForStandstill(limitSeconds, () => this.#fire(false));
  }

  /** Something came from the process. */
  step(): void {
    this.#process.step();
  }

  workerStep(worker: number): void {
    const known = this.#workers.get(worker);
    known?.step();
    if (known !== undefined) return;
    const watchdog = watchForStandstill(this.#limitSeconds, () => this.#fire(this.#workers.size > 1));
    this.#workers.set(worker, watchdog);
  }

  workerEnded(worker: number): void {
    this.#workers.get(worker)?.end();
    this.#workers.delete(worker);
  }

  end(): void {
    this.#process.end();
    for (const watchdog of this.#workers.values()) watchdog.end();
  }

  get standstill(): Standstill | undefined {
    return this.#standstill;
  }

  #fire(isOneOfSeveral: boolean): void {
    if (this.#standstill !== undefined) return;
    this.#standstill = { afterSeconds: this.#limitSeconds, isOneOfSeveral };
    this.#onStandstill();
  }
}
