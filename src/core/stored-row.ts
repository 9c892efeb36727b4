// One row of a dataset as it is found in a run's folder: what was asked, what came back, how it was judged.

import type { JsonValue } from "./json.ts";
import type { ScoringConvention } from "./scoring-conventions.ts";
import type { Thought } from "./thoughts.ts";

export interface StoredRow {
  row: number;
  /** The text, or the messages of a chat; null where it is not stored. */
  prompt: JsonValue;
  /** The labels of a PPL or LL question, empty where text was generated. */
  labels: StoredLabel[];
  /** Generated text or chosen label as it came; absent where the row failed. */
  output?: JsonValue;
  /** The output without its thoughts, where it has any: what the answer was extracted from. */
  judged?: JsonValue;
  /** Whether the thought that was taken out has an end. */
  thought?: Thought;
  /** What was compared with the reference. */
  answer?: JsonValue;
  /** Which rule found the answer, where one is known. */
  rule?: string;
  /** False when no rule found an answer and a fallback was compared. */
  extracted?: false;
  reference?: JsonValue;
  verdict: Verdict;
  /** The row's score where it is neither right nor wrong. */
  score?: number;
  /** The answer ended at the limit of generated tokens, or within a thought. */
  cut: boolean;
  /** Why the row could not be asked or scored. */
  reason?: string;
}

/** `failed` could not be asked, `unscored` not judged; `unknown` waits for evaluation, or its result is not stored by row. */
export type Verdict = "right" | "wrong" | "partial" | "measured" | "failed" | "unscored" | "unknown";

export interface StoredLabel {
  label: string;
  /** The row's own text with this label. */
  input: string;
  /** The same with its in-context examples. */
  prompt: string;
  /** By name: `PPL`, `Loglikelihood`. */
  values: Record<string, number>;
}

/** The stored rows of one model on one dataset. */
export interface StoredDataset {
  model: string;
  dataset: string;
  /** The scoring convention that rows are read under, where it is not the dataset's own. */
  metric?: ScoringConvention;
  /** In row order, one entry per row that was asked. */
  rows: StoredRow[];
  /** Rows of the dataset that have no answer yet; 0 where the size of the dataset is not known. */
  unanswered: number;
  /** What a reader has to know: why there is no score, what is not stored. */
  notes: string[];
}
