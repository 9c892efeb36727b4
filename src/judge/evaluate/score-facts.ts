// What belongs to one score: how many rows it is made of, how many of them are right, what guessing gets, and what puts it in
// doubt. A dataset read under several conventions has it for each.

import type { DatasetConfig } from "../../config/dataset-schema.ts";
import type { JsonObject } from "../../core/json.ts";
import { type Evaluator, type Metrics, rightShareOf, type Score } from "../../core/score.ts";
import type { ScoreFacts } from "../../report/summary/facts.ts";
import { AlarmSigns } from "./alarms.ts";
import type { ScoredRow } from "./score-row.ts";

/** Looks at every row once. */
export class ScoreFactsCount {
  readonly #evaluator: Evaluator;
  #n = 0;
  #correct = 0;
  /** Some score is neither 0 nor 1. */
  #hasPartial = false;
  readonly #reasons = new Map<string, number>();
  readonly #signs: AlarmSigns;
  #unscored = 0;

  constructor(evaluator: Evaluator, scoring: DatasetConfig["evaluate"]) {
    this.#evaluator = evaluator;
    this.#signs = new AlarmSigns(scoring);
  }

  /** A row with an answer. @param prediction What is stored of it. */
  add(scored: ScoredRow, prediction: JsonObject): void {
    this.#count(scored.score);
    this.#signs.add(scored, prediction);
  }

  /** A row without one. */
  addLacking(reason: string): void {
    this.#count({ kind: "unscored", reason });
  }

  facts(metrics: Metrics): ScoreFacts {
    const rightShare = rightShareOf(this.#evaluator, metrics);
    const isFirst = rightShare === Object.keys(metrics)[0];
    return {
      ...this.#counts(rightShare),
      ...this.#signs.facts(rightShare === undefined ? undefined : { name: rightShare, isFirst }),
    };
  }

  /** Of a dataset that has no metrics. */
  factsWithoutScore(): ScoreFacts {
    return this.#counts(this.#evaluator.rightShare);
  }

  #count(score: Score): void {
    if (score.kind === "scored") {
      this.#n += 1;
      this.#correct += score.value;
      this.#hasPartial ||= score.value !== 0 && score.value !== 1;
      return;
    }
    this.#unscored += 1;
    this.#reasons.set(score.reason, (this.#reasons.get(score.reason) ?? 0) + 1);
  }

  #counts(rightShare: string | undefined): ScoreFacts {
    const [n, correct] = [this.#n, this.#correct];
    return {
      n,
      ...(rightShare !== undefined && !this.#hasPartial && { rightShare, correct, wrong: n - correct }),
      unscored: this.#unscored,
      ...(this.#unscored > 0 && { unscoredReasons: mostOf(this.#reasons) }),
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
