// Splits and ranges (src/data/apply-reader.ts, src/data/select-range.ts). The file states its ranges over rows 0..n-1; the
// tables of the `reader` cases are not in it and are rebuilt below from what the cases expect.

import type { LoadedDataset, Range, ReaderConfig, Row } from "../../../src/core/dataset.ts";
import { pyStr } from "../../../src/core/python-text.ts";
import { applyReader } from "../../../src/data/apply-reader.ts";
import { selectRange } from "../../../src/data/select-range.ts";
import { decode, type GoldenAdapter } from "../golden.ts";

interface ReaderInput {
  single?: boolean;
  input_columns: string | string[];
  output_column: string | null;
  train_split?: string;
  test_split?: string;
  train_range?: Range;
  test_range?: Range;
}

const oneIsOne = "JavaScript has one kind of number: 1.0 is read as the count 1, a float that Python refuses";

export const adapter: GoldenAdapter = {
  file: "dataset_reader",
  run({ input }) {
    if (input.op === "load_partial_dataset") return partial(input.n as number, decode(input.size) as Range | null);
    return read(input as unknown as ReaderInput);
  },
  excuse({ input }) {
    const size = input.size as { $float?: string } | null;
    return size?.$float !== undefined && Number.isInteger(Number(size.$float)) ? oneIsOne : undefined;
  },
};

function partial(total: number, size: Range | null): number[] {
  const rows = Array.from({ length: total }, (_, i) => i);
  const kept = selectRange(rows, size ?? undefined);
  if (kept === null) throw new TypeError(`not a range: ${size}`);
  return kept;
}

function read(input: ReaderInput): unknown {
  const reader = readerOf(input);
  const { train, test } = applyReader(input.single ? tables.dev : tables, reader, { abbr: "golden" });
  const first = test[0] as Row;
  return {
    train: train.map((row) => row.i),
    test: test.map((row) => row.i),
    input_columns: reader.inputColumns,
    output_column: reader.outputColumn,
    input_prompt: reader.inputColumns.map((column) => pyStr(first[column] ?? null)).join(" "),
    keys: input.single ? ["test", "train"] : Object.keys(tables).sort(),
  };
}

// Upstream also takes columns as one text and an empty output column.
function readerOf(input: ReaderInput): ReaderConfig {
  const { input_columns, output_column, train_split, test_split, train_range, test_range } = input;
  return {
    inputColumns: typeof input_columns === "string" ? input_columns.split(" ") : input_columns,
    outputColumn: output_column || null,
    ...(train_split !== undefined && { trainSplit: train_split }),
    ...(test_split !== undefined && { testSplit: test_split }),
    ...(train_range !== undefined && { trainRange: train_range }),
    ...(test_range !== undefined && { testRange: test_range }),
  };
}

const row = (i: number): Row => ({ i, q: i === 10 ? "a b" : `q${i}`, a: i === 10 ? 0 : i });
const rows = (from: number, to: number) => Array.from({ length: to - from }, (_, k) => row(from + k));
const tables = {
  train: rows(0, 2),
  dev: rows(0, 6),
  val: rows(10, 14),
  test: rows(10, 11),
} satisfies LoadedDataset;
