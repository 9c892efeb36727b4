// The scores of a dataset under every scoring convention its rows are stored with, and in how many rows OpenCompass's own way
// is another one.

import type { DatasetConfig } from "../../config/dataset-schema.ts";
import { errorMessage, OcLocalError } from "../../core/errors.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import type { LabelScores, RowRecord } from "../../core/record.ts";
import type { Tally } from "../../core/score.ts";
import { type ScoringConvention, scoringConventions } from "../../core/scoring-conventions.ts";
import type { EvaluationParts } from "../../plan/evaluation-parts.ts";
import type { ConventionResult, Facts } from "../../report/summary/facts.ts";
import { ScoreFactsCount } from "./score-facts.ts";
import { type ScoredRow, scoreRow } from "./score-row.ts";
import { openTally, requireNumbers } from "./tally.ts";

/** Empty where nothing is chosen by label. */
export type ConventionFacts = Pick<Facts, "convention" | "conventions" | "compat" | "differs">;

/** Judges every answered row under every convention it is stored with. */
export class ConventionScores {
  readonly #judge: Judge;
  readonly #scores = new Map<ScoringConvention, ConventionScore>();
  #first: LabelScores | undefined;
  #isByLabel = true;
  /** Why rows have no answer. */
  readonly #lacking: string[] = [];
  readonly #differs = { shots: 0, frontMask: 0 };

  constructor(parts: EvaluationParts, { abbr, evaluate }: Pick<DatasetConfig, "abbr" | "evaluate">) {
    this.#judge = { parts, abbr, evaluate };
  }

  /**
   * In row order.
   *
   * @param scored The row under the dataset's own convention.
   * @returns How the row is judged under the conventions that choose another label, for its details.
   */
  add(record: RowRecord, scored: ScoredRow): JsonObject {
    const { scores, facts } = record;
    if (scores === undefined) this.#isByLabel = false;
    if (scores === undefined || !this.#isByLabel) return {};
    this.#first ??= scores;
    if (facts.unequalShots) this.#differs.shots += 1;
    if (masksFrontOtherwise(scores)) this.#differs.frontMask += 1;
    const judged = conventionNames.map((name) => [name, this.#scoreOf(name).add(record, scores, scored)] as const);
    const others = judged.flatMap(([name, row]) => (row === undefined || row === scored ? [] : [[name, row] as const]));
    return Object.fromEntries(others.map(([name, { detail }]) => [name, pick(detail)]));
  }

  /** A row without an answer. */
  addLacking(reason: string): void {
    this.#lacking.push(reason);
  }

  facts(): ConventionFacts {
    if (this.#first === undefined || !this.#isByLabel) return {};
    const { convention, compat } = this.#first;
    const known = conventionNames.filter((name) => this.#scores.get(name)?.isKnown);
    return {
      convention,
      conventions: Object.fromEntries(known.map((name) => [name, this.#scoreOf(name).result(this.#lacking)])),
      ...(compat !== undefined && { compat }),
      ...(this.#differs.shots + this.#differs.frontMask > 0 && { differs: this.#differs }),
    };
  }

  #scoreOf(name: ScoringConvention): ConventionScore {
    const score = this.#scores.get(name) ?? new ConventionScore(name, this.#judge);
    this.#scores.set(name, score);
    return score;
  }
}

const conventionNames = Object.keys(scoringConventions) as ScoringConvention[];

function masksFrontOtherwise({ predictions }: LabelScores): boolean {
  const upstream = predictions["ll.opencompass"];
  return upstream !== undefined && upstream !== predictions["ll.sum"];
}

/** What is stored of a row that is judged otherwise. */
function pick({ pred = null, correct, unscored }: JsonObject): JsonObject {
  return { pred, ...(correct !== undefined && { correct }), ...(unscored !== undefined && { unscored }) };
}

interface Judge {
  parts: EvaluationParts;
  abbr: string;
  evaluate: DatasetConfig["evaluate"];
}

class ConventionScore {
  /** Some row has a value, or a reason why it has none. */
  isKnown = false;
  readonly #name: ScoringConvention;
  readonly #judge: Judge;
  readonly #tally: Tally;
  readonly #facts: ScoreFactsCount;
  /** Of the first row without a value. */
  #missing: string | undefined;
  /** Of the first row that could not be judged. */
  #error: OcLocalError | undefined;

  constructor(name: ScoringConvention, judge: Judge) {
    this.#name = name;
    this.#judge = judge;
    this.#tally = openTally(judge.parts.evaluator);
    this.#facts = new ScoreFactsCount(judge.parts.evaluator, judge.evaluate);
  }

  /** @param own The row under the dataset's own convention: the same where both choose one label. */
  add(record: RowRecord, { predictions, missing }: LabelScores, own: ScoredRow): ScoredRow | undefined {
    const prediction = predictions[this.#name];
    this.isKnown ||= (prediction ?? missing[this.#name]) !== undefined;
    if (prediction === undefined) {
      this.#missing ??= `row ${record.row}: ${missing[this.#name] ?? "it has no value"}`;
      return undefined;
    }
    try {
      const chosen = asStored(prediction, record);
      const read = { ...record, prediction: { ...record.prediction, prediction: chosen } };
      const { parts, abbr } = this.#judge;
      const scored = chosen === record.prediction.prediction ? own : scoreRow(read, parts, abbr);
      this.#tally.add(scored.score);
      this.#facts.add(scored, read.prediction);
      return scored;
    } catch (error) {
      this.#error ??= requireOurs(error);
      return undefined;
    }
  }

  /** @param lacking Why rows have no answer, one by one. */
  result(lacking: readonly string[]): ConventionResult {
    if (this.#missing !== undefined) return { missing: this.#missing };
    try {
      if (this.#error !== undefined) throw this.#error;
      for (const reason of lacking) this.#facts.addLacking(reason);
      const metrics = requireNumbers(this.#tally.metrics());
      return { metrics, ...this.#facts.facts(metrics) };
    } catch (error) {
      return { missing: errorMessage(requireOurs(error)) };
    }
  }
}

/** A label that is a number is stored as one. */
export function asStored(label: string, { prediction }: RowRecord): JsonValue {
  return typeof prediction.prediction === "number" ? Number(label) : label;
}

/** The dataset's own convention may still have a score; this one has none, and the result says why. */
function requireOurs(error: unknown): OcLocalError {
  if (error instanceof OcLocalError) return error;
  throw error;
}
