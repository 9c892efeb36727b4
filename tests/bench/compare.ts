// Measures the sides of a comparison in turn, again and again (A B C A B C …), so that whatever else the machine does meets
// all of them, and makes rows of the medians.

import { Unavailable } from "./peers/unavailable.ts";
import { type BenchRow, failed, measured, median, type RowPlan, skipped } from "./row.ts";

export interface Figures {
  tokensPerSecond: number;
  /** Of the time, spent reading log-probabilities out of logits. */
  readShare?: number;
  /** Time that is not llama_decode's, as a share of llama_decode's. */
  aboveDecode?: number;
}

/** One way to do the work, ready to be measured. */
export interface Side {
  /** What computes, on what, with which flags. */
  description: string;
  measure(repetition: number): Promise<Figures>;
  close?(): Promise<void>;
}

export interface ComparisonRow extends RowPlan {
  /** Names of the sides it is made of. */
  from: readonly string[];
  value(figuresOf: (side: string) => Figures): number;
}

export interface Comparison {
  title: string;
  /** Facts about the work, for the reader. */
  facts: readonly string[];
  /** In the order they are measured. */
  sides: Readonly<Record<string, () => Promise<Side>>>;
  rows: readonly ComparisonRow[];
  /** Where a measurement is so short that the machine's moods weigh more. @default 0 */
  leastRepetitions?: number;
}

export interface CompareOptions {
  repetitions: number;
  isWanted: (name: string) => boolean;
  note: (text: string) => void;
}

/** Only the sides that wanted rows need are opened. A side that fails costs the rows that are made of it. */
export async function* compare(
  { title, facts, sides, rows, leastRepetitions = 0 }: Comparison,
  { repetitions, isWanted, note }: CompareOptions,
): AsyncGenerator<BenchRow> {
  const wanted = rows.filter(({ name }) => isWanted(name));
  if (wanted.length === 0) return;
  note(`# ${title}`);
  for (const fact of facts) note(`  ${fact}`);
  const needed = new Set(wanted.flatMap(({ from }) => from));
  const trials: Trial[] = [];
  try {
    for (const [name, open] of Object.entries(sides)) if (needed.has(name)) trials.push(await Trial.open(name, open));
    for (let repetition = 0; repetition < Math.max(repetitions, leastRepetitions); repetition++)
      for (const trial of trials) await trial.measure(repetition);
  } finally {
    for (const trial of trials) await trial.close();
  }
  for (const trial of trials) for (const line of trial.describe()) note(`  ${line}`);
  for (const row of wanted) yield makeRow(row, trials);
}

class Trial {
  readonly name: string;
  readonly #side: Side | null;
  readonly #figures: Figures[] = [];
  failure: unknown = null;

  static async open(name: string, open: () => Promise<Side>): Promise<Trial> {
    try {
      return new Trial(name, await open());
    } catch (error) {
      return new Trial(name, null, error);
    }
  }

  private constructor(name: string, side: Side | null, failure: unknown = null) {
    this.name = name;
    this.#side = side;
    this.failure = failure;
  }

  async measure(repetition: number): Promise<void> {
    if (this.#side === null || this.failure !== null) return;
    try {
      this.#figures.push(await this.#side.measure(repetition));
    } catch (error) {
      this.failure = error;
    }
  }

  async close(): Promise<void> {
    try {
      await this.#side?.close?.();
    } catch (error) {
      this.failure ??= error;
    }
  }

  get figures(): Figures {
    const of = (key: keyof Figures) => {
      const values = this.#figures.map((figures) => figures[key]).filter((value) => value !== undefined);
      return values.length > 0 ? { [key]: median(values) } : {};
    };
    return { tokensPerSecond: Number.NaN, ...of("tokensPerSecond"), ...of("readShare"), ...of("aboveDecode") };
  }

  describe(): string[] {
    const lines = this.#side === null ? [] : [`${this.name}: ${this.#side.description}`];
    if (this.failure !== null) return [...lines, `${this.name}: ${reasonOf(this.failure)}`];
    const rates = this.#figures.map(({ tokensPerSecond }) => tokensPerSecond.toFixed(1)).join(", ");
    return [...lines, `${this.name}: ${rates} tokens/s`];
  }
}

function makeRow(row: ComparisonRow, trials: readonly Trial[]): BenchRow {
  const trialOf = (name: string) => trials.find((trial) => trial.name === name) as Trial;
  for (const { name, failure } of row.from.map(trialOf)) {
    if (failure instanceof Unavailable) return skipped(row, failure.message);
    if (failure !== null) return failed(row, `${name}: ${reasonOf(failure)}`);
  }
  const value = row.value((side) => trialOf(side).figures);
  return Number.isFinite(value) ? measured(row, value) : failed(row, "not measured by the engine");
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
