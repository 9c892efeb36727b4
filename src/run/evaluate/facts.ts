// What is counted beside the metrics of a dataset. Right, wrong and unscored are three things; an answer that could not be
// extracted is wrong, as upstream counts it, and is counted here a second time.

import type { Alarm } from "../../core/alarm.ts";
import type { ChanceLevel } from "../../core/compare-with-guessing.ts";
import type { RowRecord } from "../../core/record.ts";
import { RightCount } from "./right-count.ts";
import type { ConventionFacts } from "./score-conventions.ts";
import type { ScoredRow } from "./score-row.ts";

/** Stored under `oc_local` in the result file. */
export interface EvaluationFacts extends ConventionFacts {
  /** Questions scored. */
  n: number;
  /** Right and wrong answers, where every score is 0 or 1. */
  correct?: number;
  wrong?: number;
  /** Questions that could not be measured: they failed, have no answer, or the evaluator could not judge them. */
  unscored: number;
  /** How many for each reason; the rarest together. */
  unscoredReasons?: Record<string, number>;
  /** Under --partial: the score is over so many of the rows; the others failed. */
  partial?: { rows: number; of: number };
  /** Answers a postprocessor could extract; absent where none is used. */
  extracted?: number;
  cutByLength: number;
  truncatedPrompts: number;
  droppedShots: number;
  /** Of a stored run: where answers and references are from, unless they are those that were stored when it was asked. */
  source?: string;
  /** Absent where it is not known. */
  chance?: ChanceLevel;
  /** Absent where there is no score to doubt. */
  alarms?: Alarm[];
}

/** Counts row by row. */
export class FactsCount {
  readonly #points = new RightCount();
  readonly #reasons = new Map<string, number>();
  #unscored = 0;
  #extractions = 0;
  #extracted = 0;
  #cutByLength = 0;
  #truncatedPrompts = 0;
  #droppedShots = 0;

  /** @param record Undefined for a row that was not asked. */
  add(record: RowRecord | undefined, { score, extraction }: ScoredRow): void {
    this.#points.add(score);
    if (score.kind === "unscored") {
      this.#unscored += 1;
      this.#reasons.set(score.reason, (this.#reasons.get(score.reason) ?? 0) + 1);
    }
    if (extraction !== undefined) this.#extractions += 1;
    if (extraction?.extracted) this.#extracted += 1;
    if (record === undefined) return;
    const { finishReason, truncatedTokens, droppedShots } = record.facts;
    if (finishReason === "length") this.#cutByLength += 1;
    if (truncatedTokens > 0) this.#truncatedPrompts += 1;
    this.#droppedShots += droppedShots;
  }

  facts(): EvaluationFacts {
    const { n, correct } = this.#points;
    return {
      n,
      ...(correct !== undefined && { correct, wrong: n - correct }),
      unscored: this.#unscored,
      ...(this.#unscored > 0 && { unscoredReasons: mostOf(this.#reasons) }),
      ...(this.#extractions > 0 && { extracted: this.#extracted }),
      cutByLength: this.#cutByLength,
      truncatedPrompts: this.#truncatedPrompts,
      droppedShots: this.#droppedShots,
    };
  }
}

/** Every row has its own in the details. */
const namedReasons = 5;

function mostOf(reasons: ReadonlyMap<string, number>): Record<string, number> {
  const sorted = [...reasons].sort(([, a], [, b]) => b - a);
  const rest = sorted.slice(namedReasons).reduce((sum, [, count]) => sum + count, 0);
  return Object.fromEntries([
    ...sorted.slice(0, namedReasons),
    ...(rest > 0 ? [["other reasons", rest] as const] : []),
  ]);
}
