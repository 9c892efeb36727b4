import { expect, test } from "vitest";
import { matchRows } from "../../../src/store/journal/match-rows.ts";

/** Questions are letters; "?" is one that is not known. */
function match(stored: string, asked: string) {
  const known = [...stored].map((question, row) => [row, question === "?" ? undefined : question] as const);
  return matchRows(new Map(known), [...asked]);
}

test.each<[what: string, stored: string, asked: string, storedAt: (number | undefined)[], left: number[]]>([
  ["nothing has changed", "abc", "abc", [0, 1, 2], []],
  ["a row is put in front", "abc", "xabc", [undefined, 0, 1, 2], []],
  ["the first row is taken out", "abc", "bc", [1, 2], [0]],
  ["the rows are turned round", "abc", "cba", [2, 1, 0], []],
  ["a row is asked twice", "abc", "abcb", [0, 1, 2, 1], []],
  ["equal rows change their place and keep an answer each", "aab", "baa", [2, 1, 0], []],
  ["a question is another one", "abc", "axc", [0, undefined, 2], [1]],
  ["a question that is not known belongs to its number", "a?c", "abc", [0, 1, 2], []],
  ["a question that is not known is not moved", "??", "x", [0], [1]],
])("%s", (_what, stored, asked, storedAt, left) => {
  expect(match(stored, asked)).toEqual({ storedAt, left });
});
