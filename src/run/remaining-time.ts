// The time that is left of a model's run, from what its datasets are expected to cost and how long the rows so far took. Scoring and
// generating have rates of their own; datasets differ by their tokens. Answers take long and are written side by side: what was
// done for those that are not there yet counts too. Before anything was generated only a lower bound is known, and before the
// first answer an upper one.

import type { GenerationWork } from "../engines/engine.ts";
import type { ExpectedWork } from "../job/expected-work.ts";
import { writtenTokenCost } from "../plan/cost.ts";
import type { RemainingTime } from "../report/eval/progress-line.ts";
import { WorkInFlight } from "./estimate/work-in-flight.ts";

export interface SettledRow {
  dataset: string;
  state: "answered" | "reused" | "failed";
  /** Tokens written. */
  generated: number;
}

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

interface Part extends Measured {
  /** Cost. */
  left: number;
}

export class RemainingTimeModel {
  readonly #datasets: Map<string, DatasetState>;
  readonly #scored: Measured = { seconds: 0, cost: 0 };
  readonly #generated: Measured = { seconds: 0, cost: 0 };
  readonly #inFlight = new WorkInFlight();
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

  /** The engine is open, or open again: what came before took no row's time. @param slots Sequences it computes side by side. */
  opened(now: number, slots: number): void {
    this.#lastAt = now;
    this.#inFlight.clear(slots);
  }

  /** Something was done for answers that are still to come. */
  generating(work: GenerationWork, now: number): void {
    this.#inFlight.add(work);
    this.#generated.seconds += now - this.#lastAt;
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
    const read = work.rowTokens + (found.asked === 0 ? work.sharedTokens : 0);
    measured.cost += read + generated * writtenTokenCost;
    if (work.generates) this.#inFlight.settle({ read, written: generated });
    this.#lastAt = now;
    found.asked += 1;
    found.generated += generated;
  }

  /** Share of the expected cost that is done: 0 to 1, never less than before. */
  share(): number {
    const scored = this.#part(false);
    const generated = this.#part(true);
    const left = scored.left + generated.left;
    const done = scored.cost + generated.cost;
    const share = left === 0 ? 1 : done / (done + left);
    this.#toldShare = Math.max(this.#toldShare, share);
    return this.#toldShare;
  }

  /** Null while too little was measured, and when nothing is left. */
  remaining(now: number): RemainingTime | null {
    const measured = this.#scored.seconds + this.#generated.seconds;
    if (measured <= 0 || (measured < leastSeconds && this.share() < leastShare)) return null;
    const rowsLeft = this.#rowsLeft(true) + this.#rowsLeft(false);
    if (rowsLeft === 0) return null;
    const scored = this.#part(false);
    const generated = this.#part(true);
    const isUnknown = ({ left, cost }: Part) => left > 0 && cost === 0;
    // Prompts of answers are read at least, and a token of each is written.
    if (isUnknown(generated)) scored.left += this.#readingLeft() + this.#rowsLeft(true) * writtenTokenCost;
    const seconds = timeOf(scored) + timeOf(generated) * this.#inFlight.slowness(this.#rowsLeft(true));
    if (isUnknown(scored) || isUnknown(generated)) return { seconds, bound: "least" };
    // The next row is being asked since the last one: not longer than rows take.
    const left = Math.max(0, seconds - Math.min(now - this.#lastAt, seconds / rowsLeft));
    // A bound is no end that could be held to.
    if (generated.left > 0 && !this.#isAnswered) return { seconds: left, bound: "most" };
    return { seconds: this.#steady(left, now), bound: null };
  }

  #part(generates: boolean): Part {
    const left = this.#costLeft(generates);
    if (!generates) return { ...this.#scored, left };
    const inFlight = this.#inFlight.cost({ cost: left, rows: this.#rowsLeft(true), reading: this.#readingLeft() });
    return { seconds: this.#generated.seconds, cost: this.#generated.cost + inFlight, left: left - inFlight };
  }

  /** Something was generated, which says how long answers are. */
  get #isAnswered(): boolean {
    return [...this.#datasets.values()].some(({ work, asked }) => work.generates && asked > 0);
  }

  /** Prompt tokens of the answers to generate that are left. */
  #readingLeft(): number {
    return this.#datasetsLeft(true).reduce(
      (sum, { work, left, asked }) => sum + (asked === 0 ? work.sharedTokens : 0) + left * work.rowTokens,
      0,
    );
  }

  #rowsLeft(generates: boolean): number {
    return this.#datasetsLeft(generates).reduce((sum, { left }) => sum + left, 0);
  }

  #datasetsLeft(generates: boolean): DatasetState[] {
    return [...this.#datasets.values()].filter(({ work, left }) => work.generates === generates && left > 0);
  }

  #steady(seconds: number, now: number): number {
    const told = this.#toldEnd === undefined ? 0 : this.#toldEnd - now;
    const kept = told > 0 && seconds > told && seconds <= told * clearlyLater;
    if (!kept) this.#toldEnd = now + seconds;
    return kept ? told : seconds;
  }

  #costLeft(generates: boolean): number {
    return this.#datasetsLeft(generates).reduce((sum, { work, left, asked, generated }) => {
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

/** Seconds; 0 where nothing was measured. */
function timeOf({ left, seconds, cost }: Part): number {
  return left > 0 && cost > 0 ? (left * seconds) / cost : 0;
}
