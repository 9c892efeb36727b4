import { expect, test } from "vitest";
import { balanceShards, type CostedRows, type ShardPart } from "../../../src/ask/shards/balance.ts";

const rowsTo = (count: number) => Array.from({ length: count }, (_, row) => row);
const dataset = (name: string, rows: number, prefixCost: number, rowCost = 10): CostedRows => ({
  dataset: name,
  rows: rowsTo(rows),
  prefixCost,
  rowCost,
});

const sizes = (shards: ShardPart[][]) =>
  shards.map((parts) => Object.fromEntries(parts.map((part) => [part.dataset, part.rows.length])));

/** What a shard costs: its rows, and the prefix of each dataset it asks. */
const costs = (datasets: readonly CostedRows[], shards: ShardPart[][]) =>
  shards.map((parts) =>
    parts.reduce((sum, { dataset: name, rows }) => {
      const found = datasets.find((other) => other.dataset === name);
      return sum + (found?.prefixCost ?? 0) + rows.length * (found?.rowCost ?? 0);
    }, 0),
  );

test("a dataset is cut where computing its prefix twice pays", () => {
  expect(sizes(balanceShards([dataset("a", 100, 50)], { shards: 2 }))).toEqual([{ a: 50 }, { a: 50 }]);
});

test("a dataset stays whole where its prefix costs more than the cut gains", () => {
  // Half of the rows cost 100, and a second shard would compute 500 again.
  expect(sizes(balanceShards([dataset("a", 20, 500)], { shards: 4 }))).toEqual([{ a: 20 }]);
});

test("equal subjects are dealt whole: no prefix is computed twice", () => {
  const subjects = rowsTo(52).map((i) => dataset(`s${i}`, 20, 2000, 80));
  const shards = balanceShards(subjects, { shards: 4 });
  expect(shards.map((parts) => parts.length)).toEqual([13, 13, 13, 13]);
});

test("one large dataset among small ones is cut, the small ones are not, and shards cost nearly the same", () => {
  const datasets = [dataset("large", 1000, 300), ...rowsTo(6).map((i) => dataset(`s${i}`, 20, 300))];
  const shards = balanceShards(datasets, { shards: 4 });
  for (const { dataset: name } of datasets.slice(1))
    expect(shards.filter((parts) => parts.some((part) => part.dataset === name))).toHaveLength(1);
  const each = costs(datasets, shards);
  expect(Math.max(...each) / Math.min(...each)).toBeLessThan(1.05);
});

test("every row is in one shard, rows ascend, and only the rows that were given are asked", () => {
  const open = { ...dataset("a", 0, 5), rows: rowsTo(300).filter((row) => row % 3 === 1) };
  const datasets = [open, dataset("b", 41, 700, 3), dataset("none", 0, 10)];
  const shards = balanceShards(datasets, { shards: 7 });
  for (const { dataset: name, rows } of datasets) {
    const parts = shards.flatMap((shard) => shard.filter((part) => part.dataset === name));
    expect(parts.flatMap((part) => part.rows).sort((x, y) => x - y)).toEqual(rows);
    for (const part of parts) expect(part.rows).toEqual([...part.rows].sort((x, y) => x - y));
  }
});

test("there are no empty shards, and no part smaller than asked for", () => {
  expect(sizes(balanceShards([dataset("a", 3, 0)], { shards: 8 }))).toHaveLength(3);
  expect(sizes(balanceShards([dataset("a", 40, 0)], { shards: 8, leastRows: 16 }))).toEqual([{ a: 20 }, { a: 20 }]);
  expect(balanceShards([], { shards: 8 })).toEqual([]);
});
