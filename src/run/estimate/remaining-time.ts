// The time that is left of a model's run, from what its datasets are expected to cost and how long the rows so far took. Scoring and
// generating have rates of their own; datasets differ by their tokens. Before anything was generated the time of generating is
// unknown, and what is told is a lower bound.

import type { ExpectedWork } from "./expected-work.ts";

export interface RemainingTime {
  seconds: number;
  /** False: some rows are of a kind that was not measured yet, and not counted. */
  isWhole: boolean;
}

export interface SettledRow {
  dataset: string;
  state: "answered" | "reused" | "failed";
  /** Tokens written. */
  generated: number;
}

/** Cost, in prompt tokens, of a written token: the order of magnitude, the same for all datasets, so that it nearly cancels. */
export const writtenTokenCost = 4;
/** Nothing is told before so much was measured: the first answers come in bursts. */
const leastSeconds = 3;
const leastShare = 0.1;
/** The end that is told moves later only where it is clearly later: it would jump with every row. */
const clearlyLater = 1.15;

interface DatasetState {
  work: ExpectedWork;
  /** Rows that are not settled. */
  left: number;
  asked: number;
  generated: number;
}

/** Seconds and cost of rows that were asked. */
interface Measured {
  seconds: number;
  cost: number;
}

export class RemainingTimeModel {
  readonly #datasets: Map<string, DatasetState>;
  readonly #scored: Measured = { seconds: 0, cost: 0 };
  readonly #generated: Measured = { seconds: 0, cost: 0 };
  #lastAt: number;
  /** The end that was told last, in seconds of the clock. */
  #toldEnd: number | undefined;
  #toldShare = 0;

  /** @param now Seconds of any clock, as in all calls. */
  constructor(works: readonly ExpectedWork[], now: number) {
    this.#datasets = new Map(
      works.map((work) => [work.dataset, { work, left: work.rows, asked: 0, generated: 0 }] as const),
    );
    this.#lastAt = now;
  }

  /** The engine is open, or open again: what came before took no row's time. */
  opened(now: number): void {
    this.#lastAt = now;
  }

  settled({ dataset, state, generated }: SettledRow, now: number): void {
    const found = this.#datasets.get(dataset);
    if (found === undefined) return;
    found.left = Math.max(0, found.left - 1);
    if (state === "reused") return;
    const { work } = found;
    const measured = work.generates ? this.#generated : this.#scored;
    measured.seconds += now - this.#lastAt;
    measured.cost += work.rowTokens + generated * writtenTokenCost + (found.asked === 0 ? work.sharedTokens : 0);
    this.#lastAt = now;
    found.asked += 1;
    found.generated += generated;
  }

  /** Share of the expected cost that is done: 0 to 1, never less than before. */
  share(): number {
    const left = this.#costLeft(true) + this.#costLeft(false);
    const done = this.#scored.cost + this.#generated.cost;
    const share = left === 0 ? 1 : done / (done + left);
    this.#toldShare = Math.max(this.#toldShare, share);
    return this.#toldShare;
  }

  /** Null while too little was measured, and when nothing is left. */
  remaining(now: number): RemainingTime | null {
    const measured = this.#scored.seconds + this.#generated.seconds;
    if (measured <= 0 || (measured < leastSeconds && this.share() < leastShare)) return null;
    const parts = [
      { left: this.#costLeft(false), ...this.#scored },
      { left: this.#costLeft(true), ...this.#generated },
    ].filter(({ left }) => left > 0);
    if (parts.length === 0) return null;
    const known = parts.filter(({ cost }) => cost > 0);
    const seconds = known.reduce((sum, part) => sum + (part.left * part.seconds) / part.cost, 0);
    const isWhole = known.length === parts.length;
    // A bound is no end that could be held to.
    return isWhole ? { seconds: this.#steady(seconds, now), isWhole } : { seconds, isWhole };
  }

  #steady(seconds: number, now: number): number {
    const told = this.#toldEnd === undefined ? 0 : this.#toldEnd - now;
    const kept = told > 0 && seconds > told && seconds <= told * clearlyLater;
    if (!kept) this.#toldEnd = now + seconds;
    return kept ? told : seconds;
  }

  #costLeft(generates: boolean): number {
    const datasets = [...this.#datasets.values()].filter(({ work, left }) => work.generates === generates && left > 0);
    return datasets.reduce((sum, { work, left, asked, generated }) => {
      const written = asked > 0 ? generated / asked : Math.min(work.outputAtMost, this.#meanOutput());
      const prefix = asked === 0 ? work.sharedTokens : 0;
      return sum + prefix + left * (work.rowTokens + (generates ? written * writtenTokenCost : 0));
    }, 0);
  }

  /** Tokens of an answer in the datasets that have some; before, the upper bounds. */
  #meanOutput(): number {
    const seen = [...this.#datasets.values()].filter(({ work, asked }) => work.generates && asked > 0);
    if (seen.length === 0) return Number.POSITIVE_INFINITY;
    return seen.reduce((sum, { generated, asked }) => sum + generated / asked, 0) / seen.length;
  }
}
