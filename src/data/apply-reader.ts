// From loaded data to the rows that are asked: split names, ranges and the row selection of the command line
// (OpenCompass's DatasetReader; docs/exactness.md E4.1).

import type { DatasetSplits, LoadedDataset, Range, ReaderConfig, Row } from "../core/dataset.ts";
import { OcLocalError, UsageError } from "../core/errors.ts";
import { didYouMean } from "../core/nearest-names.ts";
import { visibleText } from "../core/visible-text.ts";
import { selectRange } from "./select-range.ts";

export interface SelectionOptions {
  /** Names the dataset in messages. */
  abbr: string;
  /** `--limit`: the first test rows, after every range. */
  limit?: number;
  /** `--range`: a slice of the test rows, after the config's own `testRange`. */
  range?: string;
}

/** @throws OcLocalError CONFIG for a split, column or range that does not fit the data; UsageError for a flag. */
export function applyReader(loaded: LoadedDataset, reader: ReaderConfig, options: SelectionOptions): DatasetSplits {
  const splits = Array.isArray(loaded) ? { train: loaded, test: loaded } : loaded;
  const { trainSplit = "train", testSplit = "test", trainRange, testRange } = reader;
  const train = keepRange(splitOf(splits, trainSplit, "trainSplit", options), trainRange, "trainRange", options);
  // Splits named crosswise give the same rows twice: docs/exactness.md E4.2.
  const source = testSplit === "train" ? train : splitOf(splits, testSplit, "testSplit", options);
  const test = keepRange(source, testRange, "testRange", options);
  checkColumns(test, reader, testSplit, options);
  return { train, test: keepAsked(test, options) };
}

type SplitField = "trainSplit" | "testSplit";
type RangeField = "trainRange" | "testRange";

function splitOf(splits: Record<string, Row[]>, name: string, field: SplitField, { abbr }: SelectionOptions): Row[] {
  if (Object.hasOwn(splits, name)) return splits[name] as Row[];
  const found = Object.keys(splits);
  throw new OcLocalError("CONFIG", `no split "${name}" in the data (found: ${found.join(", ") || "none"})`, {
    at: { dataset: abbr },
    hint: didYouMean(name, found) ?? `set reader.${field} to one of them`,
  });
}

function keepRange(rows: Row[], range: Range | undefined, field: RangeField, { abbr }: SelectionOptions): Row[] {
  const kept = selectRange(rows, range);
  if (kept !== null) return kept;
  throw new OcLocalError("CONFIG", `reader.${field} ${JSON.stringify(range)} is not a range of rows`, {
    at: { dataset: abbr },
    hint: 'write a slice such as "[0:64]", a count such as 64, or a fraction below 1',
  });
}

function checkColumns(test: readonly Row[], reader: ReaderConfig, split: string, { abbr }: SelectionOptions): void {
  const first = test[0];
  if (first === undefined) {
    const left =
      reader.testRange === undefined
        ? "is empty"
        : `is empty after reader.testRange ${JSON.stringify(reader.testRange)}`;
    throw new OcLocalError("BAD_DATA", `no rows to ask: split "${split}" ${left}`, {
      at: { dataset: abbr },
      hint:
        reader.testRange === undefined
          ? "get the data again, or set reader.testSplit to a split that has rows"
          : "leave reader.testRange out, or choose a range that the rows reach",
    });
  }
  const wanted = reader.outputColumn === null ? reader.inputColumns : [...reader.inputColumns, reader.outputColumn];
  const missing = wanted.find((column) => !Object.hasOwn(first, column));
  if (missing === undefined) return;
  const columns = Object.keys(first);
  const found = columns.map((name) => (name === name.trim() ? visibleText(name) : `"${visibleText(name)}"`));
  const field = missing === reader.outputColumn ? "outputColumn" : "inputColumns";
  throw new OcLocalError(
    "CONFIG",
    `no column "${missing}" in split "${split}" (found: ${found.join(", ")}), but reader.${field} names it`,
    {
      at: { dataset: abbr },
      hint:
        didYouMean(missing, columns) ??
        `change reader.${field}, or get the data again; the first row decides which columns there are`,
    },
  );
}

function keepAsked(test: Row[], { abbr, limit, range }: SelectionOptions): Row[] {
  if (limit !== undefined && (!Number.isSafeInteger(limit) || limit < 1)) {
    throw new UsageError(`--limit takes a number of rows, 1 or more, got ${limit}`);
  }
  const ranged = selectRange(test, range);
  if (ranged === null) {
    throw new UsageError(`--range ${JSON.stringify(range)} is not a slice`, { hint: 'write it as "[10:20]"' });
  }
  if (ranged.length === 0) {
    throw new UsageError(`--range ${range} leaves no row of ${abbr}, which has ${test.length}`, {
      hint: `its rows are [0:${test.length}]`,
    });
  }
  return limit === undefined ? ranged : ranged.slice(0, limit);
}
