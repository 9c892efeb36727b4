import { expect, test } from "vitest";
import { askedRows, countAsked, marksOfRanges, unaskedRanges } from "../../src/plan/asked-rows.ts";

test("all rows are asked where none is marked", () => {
  expect(askedRows({ rows: 3 })).toEqual([0, 1, 2]);
  expect(countAsked({ rows: 3 })).toBe(3);
  expect(unaskedRanges({ rows: 3 })).toEqual([]);
});

test("marked rows are left out, and stored as ranges that give the marks back", () => {
  const planned = { rows: 6, unasked: Uint8Array.of(1, 1, 0, 1, 0, 1) };
  expect(askedRows(planned)).toEqual([2, 4]);
  expect(countAsked(planned)).toBe(2);
  const ranges = unaskedRanges(planned);
  expect(ranges).toEqual([
    [0, 2],
    [3, 4],
    [5, 6],
  ]);
  expect(marksOfRanges(ranges, 6)).toEqual(planned.unasked);
});
