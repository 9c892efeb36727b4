// Groups of datasets whose scores are averaged in the table (OpenCompass's summary groups).

import type { JsonValue } from "./json.ts";

/** A dataset's default metric by name, or one metric of it. All subsets of a group are of the same form. */
export type Subset = string | [dataset: string, metric: string];

export interface SummaryGroup {
  name: string;
  subsets: Subset[];
  /** Name of the group's metric in the table. Given, it switches `std`, `sum` and `harmonicMean` off, as upstream does. */
  metric?: string;
  /** Weight by `name` or `name@metric`. */
  weights?: Record<string, number>;
  std?: boolean;
  sum?: boolean;
  harmonicMean?: boolean;
  /** Applied to a subset's scores before the average, by dataset: `"(2 - x) / 2 * 100"`. */
  transforms?: Record<string, string>;
}

/** The metrics of one model on one dataset as stored in results/. */
export interface StoredResult {
  /** As stored: numbers are metrics, and so are booleans, as in Python; anything else stands among the raw results alone. */
  metrics: Record<string, JsonValue>;
  /** Set when the dataset has no score. */
  error?: JsonValue;
}
