// Scoring vocabulary. Right, wrong and unmeasured are three different things; only the first two enter a mean.

import type { Row } from "./dataset.ts";
import type { JsonValue } from "./json.ts";

/** What a postprocessor found in a model's text. */
export interface Extraction {
  /** The extracted answer: upstream's postprocessor result. */
  answer: JsonValue;
  /** False when nothing fit and `answer` is only the postprocessor's fallback. */
  extracted: boolean;
  /** Which pattern fired, in words for the reader of a result. */
  rule?: string;
}

export type Postprocessor = (text: string) => Extraction;

/** What a postprocessor or an evaluator that does not take any text can find; its module exports `answerOptions(options)`. */
export type AnswerOptions =
  | { letters: readonly string[] }
  /** Combinations of letters, or numbers: whatever it finds in a text that is nothing else. */
  | { of: "several letters" | "numbers" };

/** One sample as an evaluator sees it: the prediction after, the reference after its postprocessor. */
export interface ScoredSample {
  prediction: JsonValue;
  reference: JsonValue;
  /** Of the dataset row the evaluator's `columns`; absent where they were not stored with the answer. */
  row?: Row;
}

export type Score =
  | {
      kind: "scored" /** 1 right, 0 wrong, or partial credit. */;
      value: number;
      answer: JsonValue;
      reference: JsonValue;
    }
  | { kind: "unscored"; reason: string };

/** Metric name to value, in the order of the table. Scores out of 100 where upstream does so. */
export type Metrics = Record<string, number>;

interface Judge {
  /** It judges predictions alone: rows without a reference have a score. */
  readonly ignoresReference?: true;
  /**
   * The metric that is 100 times the share of right answers: counts of right and wrong, an interval and the level of guessing
   * belong to it alone. @default "accuracy", where there is such a metric
   */
  rightShare?: string;
  /** What it needs of the dataset row beside the reference: kept with every answer. */
  readonly columns?: readonly string[];
  /** It measures how much of a text is like the reference: a letter taken out of the text says nothing to it. */
  readonly comparesTexts?: true;
  score(sample: ScoredSample): Score;
}

interface Whole {
  /** Over all samples of a dataset, in row order: every score is kept till then, answer and reference with it. */
  metrics(scores: readonly Score[]): Metrics;
  tally?: never;
}

interface Running {
  /** For datasets of any size. */
  tally(): Tally;
  metrics?: never;
}

/** Judges samples, and makes the dataset's metrics of their scores in one of two ways. */
export type Evaluator = Judge & (Whole | Running);

/** Takes the scores of a dataset one by one, in row order, and keeps no more of them than its metrics need. */
export interface Tally {
  add(score: Score): void;
  metrics(): Metrics;
}

/** The metric that counts of right answers belong to; undefined where the metrics are of another kind, whatever their values. */
export function rightShareOf(
  { rightShare = "accuracy" }: Pick<Judge, "rightShare">,
  metrics: Readonly<Record<string, unknown>>,
) {
  return Object.hasOwn(metrics, rightShare) ? rightShare : undefined;
}
