import { expect, test } from "vitest";
import { gatherShards } from "../../../src/ask/shards/gather.ts";

const part = (dataset: string, ...rows: number[]) => ({ dataset, rows });

test("neighbours are put together, and a dataset has one part in each shard", () => {
  const shards = [[part("a", 0, 1)], [part("a", 2), part("b", 0)], [part("b", 1)], [part("c", 0)], [part("c", 1)]];
  expect(gatherShards(shards, 2)).toEqual([
    [part("a", 0, 1, 2), part("b", 0)],
    [part("b", 1), part("c", 0, 1)],
  ]);
});

test("where there is room nothing changes, and many are dealt evenly", () => {
  const shards = Array.from({ length: 2500 }, (_, row) => [part("a", row)]);
  expect(gatherShards(shards, 2500)).toEqual(shards);
  const sizes = gatherShards(shards, 1001).map((parts) => parts[0]?.rows.length ?? 0);
  expect([sizes.length, Math.min(...sizes), Math.max(...sizes)]).toEqual([1001, 2, 3]);
  expect(gatherShards([], 1001)).toEqual([]);
});
