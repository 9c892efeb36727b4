// What a flow of score requests makes the engine compute, counted by the scheduler's own plan: windows of requests, in each
// every distinct token once. A token counts for the dataset whose request brings it.

import type { ScoreRequest } from "../../core/request.ts";
import { pathEnd, sharedLeaves } from "../../engines/scheduler/prefix-leaves.ts";
import { defaultWindow } from "../../engines/scheduler/window.ts";
import type { Work } from "../../plan/cost.ts";

export class ScoreWorkCounter {
  readonly #work = new Map<string, Work>();
  #window: ScoreRequest[] = [];
  /** Whose request has which index in the window. */
  #owners: string[] = [];
  #windowTokens = 0;
  /** Tokens that the cells hold from the window before. */
  #cached: Int32Array = new Int32Array(0);

  add(dataset: string, { tokens, from }: Omit<ScoreRequest, "index">): void {
    this.#window.push({ tokens, from, index: this.#owners.length });
    this.#owners.push(dataset);
    this.#windowTokens += tokens.length;
    if (this.#window.length === defaultWindow.requests || this.#windowTokens >= defaultWindow.tokens) this.flush();
  }

  /** Ends the window, as the engine does where a flow ends or pauses. @returns The work of this window. */
  flush(): Work {
    const whole = { tokens: 0, units: 0 };
    for (const { request, start, asked } of sharedLeaves(this.#window, this.#cached)) {
      const end = pathEnd(request);
      const tokens = Math.max(0, end - start);
      const units = asked.filter((next) => next.length > 0).length;
      addWork(whole, { tokens, units });
      addWork(this.workOf(this.#owners[request.index] as string), { tokens, units });
      this.#cached = request.tokens.subarray(0, end);
    }
    this.#window = [];
    this.#owners = [];
    this.#windowTokens = 0;
    return whole;
  }

  /** Of the windows that have ended. */
  workOf(dataset: string): Work {
    const known = this.#work.get(dataset);
    if (known !== undefined) return known;
    const fresh = { tokens: 0, units: 0 };
    this.#work.set(dataset, fresh);
    return fresh;
  }
}

function addWork(sum: Work, { tokens, units }: Work): void {
  sum.tokens += tokens;
  sum.units += units;
}
