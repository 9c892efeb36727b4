// What is stored of one asked row. `prediction` has exactly OpenCompass's fields and goes to predictions/; the rest is ours.

import type { JsonObject, JsonValue } from "./json.ts";
import type { ScoringConvention } from "./scoring-conventions.ts";

/** More than any benchmark has: a stored file that names more rows of one dataset is no file of ours. */
export const mostRows = 10_000_000;

export interface RowRecord {
  /** Index of the row in the dataset entry's test rows. */
  row: number;
  /** Hash of everything that determines the result; a stored row is reused only under the same key. */
  key: string;
  /** Hash of the row's own prompt without examples and model: finds the row in data that has changed. Absent in older journals. */
  question?: string;
  /** OpenCompass's stored object: `origin_prompt`, `prediction`, `gold`, or the per-label values of PPL. */
  prediction: JsonObject;
  /** The labels' values under every scoring convention; absent where nothing is chosen by label. */
  scores?: LabelScores;
  /** The reference answer, also where upstream leaves it out of its file (0, "" or false). */
  gold: JsonValue;
  /** What the evaluator needs of the dataset row beside the reference. */
  columns?: JsonObject;
  facts: RowFacts;
  /** Set when the row could not be measured; it then has no prediction. */
  failed?: string;
}

/** One row under every scoring convention. */
export interface LabelScores {
  labels: string[];
  /** Per label the index of the first token of its continuation in what the model read; null where there is none. */
  llFrom: number[] | null;
  /** The convention of the row's stored prediction. */
  convention: ScoringConvention;
  /** The row was asked and scored OpenCompass's way where that differs. */
  compat?: "opencompass";
  /** Natural logarithms or probabilities, one per label. */
  values: Partial<Record<ScoringConvention, number[]>>;
  /** The label each convention picks; ties go to the earliest. */
  predictions: Partial<Record<ScoringConvention, string>>;
  /** Why a convention has no values for this row. */
  missing: Partial<Record<ScoringConvention, string>>;
}

/** What happened while the row was asked. */
export interface RowFacts {
  promptTokens: number;
  generatedTokens: number;
  /** Tokens cut from an overlong prompt. */
  truncatedTokens: number;
  /** In-context examples left out because the prompt did not fit; of labels that differ, the most. */
  droppedShots: number;
  /** OpenCompass shows the labels of this row different numbers of examples. Also told where that was not done. */
  unequalShots?: true;
  /** A text of the row is longer than what the engine computes as the checkpoint does. */
  deviates?: true;
  /** The row's own text holds that of special tokens. */
  holdsSpecial?: true;
  finishReason?: "eos" | "stop" | "length";
}
