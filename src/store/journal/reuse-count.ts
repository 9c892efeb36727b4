// How many rows of an earlier run were reused, how many were asked again, and why.

import { counted } from "../../core/counted.ts";
import type { RowRecord } from "../../core/record.ts";
import type { IndexedRow } from "./indexed-rows.ts";
import { whatChanged } from "./row-key.ts";

export class ReuseCount {
  #reused = 0;
  #new = 0;
  #cached = 0;
  readonly #again = new Map<string, number>();

  reuse(): void {
    this.#reused += 1;
  }

  /** Taken from another run's answers. */
  takeCached(): void {
    this.#cached += 1;
  }

  get cached(): number {
    return this.#cached;
  }

  /** @param earlier What the journal held of the row; undefined where it was never asked. */
  ask(earlier: IndexedRow | undefined, { key }: RowRecord): void {
    if (earlier === undefined) {
      this.#new += 1;
      return;
    }
    const reason = earlier.failed ? "it had failed" : whatChanged(earlier.key, key);
    this.#again.set(reason, (this.#again.get(reason) ?? 0) + 1);
  }

  /** One line about this run's folder; undefined where no earlier answer was there. */
  describe(): string | undefined {
    const again = [...this.#again.values()].reduce((sum, count) => sum + count, 0);
    if (this.#reused + again === 0) return undefined;
    const reasons = [...this.#again].sort(([, a], [, b]) => b - a).map(([reason, count]) => `${reason} (${count})`);
    const parts = [`${counted(this.#reused, "row")} reused`];
    if (again > 0) parts.push(`${again} asked again: ${reasons.join(", ")}`);
    if (this.#new > 0) parts.push(`${this.#new} asked for the first time`);
    return parts.join("; ");
  }
}
