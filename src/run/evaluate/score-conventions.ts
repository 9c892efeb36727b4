// The scores of a dataset under every scoring convention its rows are stored with, and in how many rows OpenCompass's own way
// is another one.

import { errorMessage, OcLocalError } from "../../core/errors.ts";
import type { LabelScores, RowRecord } from "../../core/record.ts";
import type { Metrics, Tally } from "../../core/score.ts";
import { type ScoringConvention, scoringConventions } from "../../core/scoring-conventions.ts";
import { RightCount } from "./right-count.ts";
import { type EvaluationParts, scoreRow } from "./score-row.ts";
import { openTally, requireNumbers } from "./tally.ts";

/** What a dataset scores under one convention, or why it has no such score. */
export type ConventionResult = { metrics: Metrics; correct?: number } | { missing: string };

/** Stored under `oc_local` of a result; empty where nothing is chosen by label. */
export interface ConventionFacts {
  /** The convention of the dataset's own metrics. */
  convention?: ScoringConvention;
  conventions?: Partial<Record<ScoringConvention, ConventionResult>>;
  /** The rows were asked and scored OpenCompass's way. */
  compat?: "opencompass";
  /** Rows in which OpenCompass's way differs. */
  differs?: {
    /** Labels of one row see different numbers of examples. */
    shots: number;
    /** Its log-likelihood picks another label. */
    frontMask: number;
  };
}

/** Judges every answered row under every convention it is stored with. */
export class ConventionScores {
  readonly #parts: EvaluationParts;
  readonly #abbr: string;
  readonly #scores = new Map<ScoringConvention, ConventionScore>();
  #first: LabelScores | undefined;
  #isByLabel = true;
  readonly #differs = { shots: 0, frontMask: 0 };

  constructor(parts: EvaluationParts, abbr: string) {
    this.#parts = parts;
    this.#abbr = abbr;
  }

  /** In row order. */
  add(record: RowRecord): void {
    const { scores, facts } = record;
    if (scores === undefined) this.#isByLabel = false;
    if (scores === undefined || !this.#isByLabel) return;
    this.#first ??= scores;
    if (facts.unequalShots) this.#differs.shots += 1;
    if (masksFrontOtherwise(scores)) this.#differs.frontMask += 1;
    for (const name of conventionNames) this.#scoreOf(name).add(record, scores);
  }

  facts(): ConventionFacts {
    if (this.#first === undefined || !this.#isByLabel) return {};
    const { convention, compat } = this.#first;
    const known = conventionNames.filter((name) => this.#scores.get(name)?.isKnown);
    return {
      convention,
      conventions: Object.fromEntries(known.map((name) => [name, this.#scoreOf(name).result()])),
      ...(compat !== undefined && { compat }),
      ...(this.#differs.shots + this.#differs.frontMask > 0 && { differs: this.#differs }),
    };
  }

  #scoreOf(name: ScoringConvention): ConventionScore {
    const score = this.#scores.get(name) ?? new ConventionScore(name, this.#parts, this.#abbr);
    this.#scores.set(name, score);
    return score;
  }
}

const conventionNames = Object.keys(scoringConventions) as ScoringConvention[];

function masksFrontOtherwise({ predictions }: LabelScores): boolean {
  const upstream = predictions["ll.opencompass"];
  return upstream !== undefined && upstream !== predictions["ll.sum"];
}

class ConventionScore {
  /** Some row has a value, or a reason why it has none. */
  isKnown = false;
  readonly #name: ScoringConvention;
  readonly #parts: EvaluationParts;
  readonly #abbr: string;
  readonly #tally: Tally;
  readonly #right = new RightCount();
  /** Of the first row without a value. */
  #missing: string | undefined;
  /** Of the first row that could not be judged. */
  #error: OcLocalError | undefined;

  constructor(name: ScoringConvention, parts: EvaluationParts, abbr: string) {
    this.#name = name;
    this.#parts = parts;
    this.#abbr = abbr;
    this.#tally = openTally(parts.evaluator);
  }

  add(record: RowRecord, { predictions, missing }: LabelScores): void {
    const prediction = predictions[this.#name];
    this.isKnown ||= (prediction ?? missing[this.#name]) !== undefined;
    if (prediction === undefined) this.#missing ??= `row ${record.row}: ${missing[this.#name] ?? "it has no value"}`;
    if (prediction === undefined || (this.#missing ?? this.#error) !== undefined) return;
    try {
      const read = { ...record, prediction: { ...record.prediction, prediction } };
      const { score } = scoreRow(read, this.#parts, this.#abbr);
      this.#tally.add(score);
      this.#right.add(score);
    } catch (error) {
      this.#error = requireOurs(error);
    }
  }

  result(): ConventionResult {
    if (this.#missing !== undefined) return { missing: this.#missing };
    try {
      if (this.#error !== undefined) throw this.#error;
      const metrics = requireNumbers(this.#tally.metrics());
      const { correct } = this.#right;
      return { metrics, ...(correct !== undefined && { correct }) };
    } catch (error) {
      return { missing: errorMessage(requireOurs(error)) };
    }
  }
}

/** The dataset's own convention may still have a score; this one has none, and the result says why. */
function requireOurs(error: unknown): OcLocalError {
  if (error instanceof OcLocalError) return error;
  throw error;
}
