// Rows of a dataset and how a config says which of them are asked. A row's key order is the order in which
// placeholders are filled (docs/exactness.md E2.1), so rows are plain objects in file order.

import type { JsonValue } from "./json.ts";

/** One sample. Keys are columns in the order of the file. */
export type Row = Record<string, JsonValue>;

/** What a loader returns: a table that serves as train and test, or named splits. */
export type LoadedDataset = Row[] | Record<string, Row[]>;

/** `"[0:64]"` is a Python slice of the index list; a number is a shuffled subset (a count, or a fraction below 1). */
export type Range = string | number;

export interface ReaderConfig {
  /** Columns the prompt reads. */
  inputColumns: string[];
  /** Column of the reference answer; blanked in generation prompts. Null when there is none. */
  outputColumn: string | null;
  /** @default "train" */
  trainSplit?: string;
  /** @default "test" */
  testSplit?: string;
  trainRange?: Range;
  testRange?: Range;
}

/** The rows of one dataset entry after splits and ranges: `train` feeds the retriever, `test` is asked. */
export interface DatasetSplits {
  train: Row[];
  test: Row[];
  /** Files of a row on each line that the splits are from, where that is known. */
  files?: { train?: string | undefined; test?: string | undefined };
}
