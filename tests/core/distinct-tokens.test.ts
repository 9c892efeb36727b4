// The tokens that sequences have in common from the start count once, in whatever order they come.

import { expect, test } from "vitest";
import { DistinctTokens } from "../../src/core/distinct-tokens.ts";
import { seededRandom } from "../bench/random.ts";

function countOf(sequences: readonly Int32Array[]): number {
  const distinct = new DistinctTokens();
  for (const sequence of sequences) distinct.add(sequence);
  return distinct.count;
}

test("sequences that share a beginning, end inside of another, or are the same", () => {
  const sequences = [[1, 2, 3, 4], [1, 2, 5], [1, 2], [1, 2, 3, 4, 6], [7], [], [1, 2, 3, 4]].map((ids) =>
    Int32Array.from(ids),
  );
  expect(countOf(sequences)).toBe(7);
  expect(countOf(sequences.reverse())).toBe(7);
});

test("random sequences have as many tokens as different beginnings", () => {
  const random = seededRandom(5);
  const below = (bound: number) => Math.floor(random() * bound);
  for (let round = 0; round < 50; round++) {
    const sequences = Array.from({ length: 40 }, () => Int32Array.from({ length: below(12) }, () => below(3)));
    const beginnings = new Set(
      sequences.flatMap((sequence) => [...sequence].map((_, at) => sequence.slice(0, at + 1).join())),
    );
    expect(countOf(sequences)).toBe(beginnings.size);
  }
});
