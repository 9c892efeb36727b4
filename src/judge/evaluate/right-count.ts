// Right answers among scored ones.

import type { Score } from "../../core/score.ts";

export class RightCount {
  /** Samples that have a score. */
  n = 0;
  #right = 0;
  #hasPartial = false;

  add(score: Score): void {
    if (score.kind === "unscored") return;
    this.n += 1;
    if (score.value === 1) this.#right += 1;
    else if (score.value !== 0) this.#hasPartial = true;
  }

  /** Undefined where a score is neither 0 nor 1. */
  get correct(): number | undefined {
    return this.#hasPartial ? undefined : this.#right;
  }
}
