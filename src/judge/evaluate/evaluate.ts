// One model on one dataset: stored rows → postprocessor → evaluator → metrics, and what is counted beside them. Rows are judged
// one by one in their order and let go of, so that memory does not grow with them (but for evaluators that need every answer).
// A dataset with rows that are missing or failed has no score; its other rows are judged all the same.

import type { DatasetConfig } from "../../config/dataset-schema.ts";
import { messageWithHint, OcLocalError } from "../../core/errors.ts";
import type { JsonObject } from "../../core/json.ts";
import type { RowRecord } from "../../core/record.ts";
import type { Metrics } from "../../core/score.ts";
import type { Thinking } from "../../core/thoughts.ts";
import { unscorableReason } from "../../core/unscorable.ts";
import { interruptible } from "../../job/interruptible.ts";
import { Pauses } from "../../job/pauses.ts";
import { openParts } from "../../plan/evaluation-parts.ts";
import {
  describeUnmatched,
  type OptionCheck,
  openOptionCheck,
  type UnmatchedReferences,
} from "../../plan/option-check.ts";
import type { Facts } from "../../report/summary/facts.ts";
import { RowFactsCount } from "./row-facts.ts";
import { asStored, type ConventionFacts, ConventionScores } from "./score-conventions.ts";
import { ScoreFactsCount } from "./score-facts.ts";
import { scoreRow, unaskedRow } from "./score-row.ts";
import { openTally, requireNumbers } from "./tally.ts";

export type Evaluation = { metrics: Metrics; facts: Facts } | { error: string; facts?: Facts };

export interface EvaluateOptions {
  /** Failed rows are left out of the score, which says so. @default false: a dataset with failed rows has no score */
  partial?: boolean;
  /** How the model marks thoughts, which are taken out of its answers. */
  thinking?: Thinking | undefined;
  /** Rows that have no answer because they have no reference. @default none */
  isUnasked?: (row: number) => boolean;
  /** Told of every row, in row order, how it was judged. */
  onDetail?: (row: number, detail: JsonObject) => void;
  /** Stop: no more rows are judged. */
  signal?: AbortSignal | undefined;
}

/** Stored rows by index; each is asked for once, in row order. */
export interface StoredRecords {
  get(row: number): RowRecord | undefined;
}

/** @param rows How many rows the dataset has. @throws OcLocalError where a row cannot be judged; ABORTED */
export async function evaluate(
  config: DatasetConfig,
  records: StoredRecords,
  rows: number,
  { partial = false, thinking, isUnasked = () => false, onDetail, signal }: EvaluateOptions = {},
): Promise<Evaluation> {
  const parts = await openParts(config, thinking);
  const asking = new RowFactsCount(parts.thinking);
  const tally = openTally(parts.evaluator);
  const count = new ScoreFactsCount(parts.evaluator, config.evaluate);
  const conventions = new ConventionScores(parts, config);
  const lacking = new LackingRows();
  const unmatched = new UnmatchedCount(await openOptionCheck(config, parts));
  const pauses = new Pauses(judging, signal);
  const judge = (row: number) => {
    const record = records.get(row);
    const scored = record === undefined && isUnasked(row) ? unaskedRow() : scoreRow(record, parts, config.abbr);
    asking.add(record, scored);
    if (scored.lacksReference) {
      onDetail?.(row, scored.detail);
      return;
    }
    if (record === undefined || record.failed !== undefined) {
      lacking.add(record);
      const reason = scored.score.kind === "unscored" ? scored.score.reason : "it has no answer";
      count.addLacking(reason);
      conventions.addLacking(reason);
      onDetail?.(row, scored.detail);
      return;
    }
    unmatched.add(record);
    tally.add(scored.score);
    count.add(scored, record.prediction);
    const otherwise = conventions.add(record, scored);
    onDetail?.(row, Object.keys(otherwise).length === 0 ? scored.detail : { ...scored.detail, conventions: otherwise });
  };
  for (let row = 0; row < rows; ) {
    await pauses.step();
    row = interruptible(judging, () => {
      let next = row;
      do judge(next++);
      while (next < rows && !pauses.isDue);
      return next;
    });
  }
  const beside = { ...asking.facts(), ...unmatched.facts() };
  const factsWithoutScore = () => ({ ...count.factsWithoutScore(), ...beside });
  if (beside.withoutReference === rows && rows > 0) return { metrics: {}, facts: factsWithoutScore() };
  const without = (error: string) => ({ error, facts: factsWithoutScore() });
  const incomplete = lacking.describe(rows, partial) ?? unmatched.describe();
  if (incomplete !== undefined) return without(incomplete);
  const unscorable = unscorableReason(config.evaluate.evaluator);
  if (unscorable !== undefined) return without(unscorable);
  let metrics: Metrics;
  let ofConventions: ConventionFacts;
  try {
    [metrics, ofConventions] = interruptible(judging, () => [requireNumbers(tally.metrics()), conventions.facts()]);
  } catch (error) {
    if (error instanceof OcLocalError && error.code === "ABORTED") throw error;
    return without(`the evaluator failed: ${messageWithHint(error)}`);
  }
  const left = lacking.failed > 0 && { partial: { rows: rows - lacking.failed, of: rows } };
  return { metrics, facts: { ...count.facts(metrics), ...beside, ...left, ...ofConventions } };
}

const judging = "stored answers were judged";

/** Rows without an answer. */
class LackingRows {
  failed = 0;
  #missing = 0;
  #first: RowRecord | undefined;

  add(record: RowRecord | undefined): void {
    if (record === undefined) this.#missing += 1;
    else {
      this.failed += 1;
      this.#first ??= record;
    }
  }

  /** Why there is no score; undefined where there is one. */
  describe(rows: number, partial: boolean): string | undefined {
    if (rows === 0) return "the dataset has no rows";
    if (this.#missing > 0) return `${this.#missing} of ${rows} rows have no answer yet`;
    if (this.#first === undefined || (partial && this.failed < rows)) return undefined;
    return `${this.failed} of ${rows} rows failed; row ${this.#first.row}: ${this.#first.failed}`;
  }
}

/** References that no option of their row can equal. */
class UnmatchedCount {
  readonly #check: OptionCheck | undefined;
  #of = 0;
  #found: UnmatchedReferences | undefined;

  constructor(check: OptionCheck | undefined) {
    this.#check = check;
  }

  add(record: RowRecord): void {
    const { row, gold, columns, scores, prediction } = record;
    this.#of += 1;
    const labels = scores?.labels.map((label) => asStored(label, record));
    const options = this.#check?.optionsOf(labels, prediction.choices);
    if (options === undefined || !this.#check?.isUnmatched(gold, options, columns)) return;
    this.#found ??= { count: 0, row, reference: gold, otherwise: options.otherwise };
    this.#found.count += 1;
  }

  facts(): Pick<Facts, "unmatchedReferences"> {
    return this.#found === undefined ? {} : { unmatchedReferences: this.#found.count };
  }

  /** Why there is no score: there is none where every answer is wrong, whatever it says. */
  describe(): string | undefined {
    const found = this.#found;
    return found?.count === this.#of ? describeUnmatched(found, this.#of) : undefined;
  }
}
