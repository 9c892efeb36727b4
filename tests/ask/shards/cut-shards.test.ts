import { expect, test } from "vitest";
import { cutShards, type OpenDataset } from "../../../src/ask/shards/cut-shards.ts";
import type { Partitioner } from "../../../src/plan/runner.ts";

const rowsTo = (count: number) => Array.from({ length: count }, (_, row) => row);
/** Scored by two labels; only odd rows are still to be asked. */
const scored: OpenDataset = {
  dataset: "arc_1",
  rows: rowsTo(80).filter((row) => row % 2 === 1),
  prefixCost: 100,
  rowCost: 50,
  template: { A: "", B: "" },
};
const written: OpenDataset = { dataset: "qa", rows: rowsTo(30), prefixCost: 100, rowCost: 400, template: "{q}" };

const cut = (partitioner: Partitioner | undefined, workers = 2) =>
  cutShards([scored, written], partitioner, workers).map((parts) =>
    parts.map(({ dataset, rows }) => `${dataset}: ${rows[0]} to ${rows.at(-1)}, ${rows.length}`),
  );

test("without a partitioner there are as many shards as workers, of equal cost", () => {
  // 40 × 50 and 30 × 400 and the prefixes: 14,200, and 7,150 each when qa is cut.
  expect(cut(undefined)).toEqual([["qa: 0 to 17, 18"], ["arc_1: 1 to 79, 40", "qa: 18 to 29, 12"]]);
});

test("naive: whole datasets, so many to a shard, however many workers there are", () => {
  expect(cut({ type: "naive" })).toEqual([["arc_1: 1 to 79, 40"], ["qa: 0 to 29, 30"]]);
  expect(cut({ type: "naive", n: 2 })).toEqual([["arc_1: 1 to 79, 40", "qa: 0 to 29, 30"]]);
});

test("size: OpenCompass's costs over the rows that are left", () => {
  // qa costs 30 × 20, arc_1 40 × 2.
  expect(cut({ type: "size", maxTaskSize: 400 })).toEqual([
    ["qa: 0 to 14, 15"],
    ["qa: 15 to 29, 15"],
    ["arc_1: 1 to 79, 40"],
  ]);
  expect(() => cut({ type: "size", maxTaskSize: 10 })).toThrow(/one row of qa costs more/);
});

test("num-worker: its own number of shards; cut into equal parts only where numSplit asks for it", () => {
  expect(cut({ type: "num-worker", numWorker: 1 })).toEqual([["arc_1: 1 to 79, 40", "qa: 0 to 29, 30"]]);
  expect(cut({ type: "num-worker", numSplit: 2 })).toEqual([
    ["arc_1: 1 to 39, 20", "qa: 0 to 15, 16"],
    ["arc_1: 41 to 79, 20", "qa: 16 to 29, 14"],
  ]);
  expect(cut({ type: "num-worker", numSplit: 2, numWorker: 1 })).toEqual([["arc_1: 1 to 79, 40", "qa: 0 to 29, 30"]]);
});
