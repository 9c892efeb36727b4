import { expect, test } from "vitest";
import { alignColumns, labelRows } from "../../src/data/label-rows.ts";

const rows = [{ q: "a" }, { q: "b" }];

test("a table gets the dataset's name and row numbers as its last columns", () => {
  expect(JSON.stringify(labelRows(rows, { abbr: "demo" }))).toBe(
    '[{"q":"a","subdivision":"demo","idx":0},{"q":"b","subdivision":"demo","idx":1}]',
  );
});

test("splits carry their name in the subdivision and count on their own", () => {
  expect(labelRows({ dev: [{ q: "x" }], val: rows }, { abbr: "demo" })).toEqual({
    dev: [{ q: "x", subdivision: "demo_dev", idx: 0 }],
    val: [
      { q: "a", subdivision: "demo_val", idx: 0 },
      { q: "b", subdivision: "demo_val", idx: 1 },
    ],
  });
});

test("repeats copy the whole split one after the other and keep row numbers", () => {
  const repeated = labelRows(rows, { abbr: "demo", n: 3, k: [1, 2] }) as { q: string; idx: number }[];
  expect(repeated.map(({ q, idx }) => `${q}${idx}`)).toEqual(["a0", "b1", "a0", "b1", "a0", "b1"]);
});

test.each([{ k: 2 }, { k: [1, 4], n: 3 }])("a k above n is refused: %j", (options) => {
  expect(() => labelRows(rows, { abbr: "demo", ...options })).toThrow(/demo: k is \d and n is \d/);
});

test("columns already there are overwritten in their place", () => {
  const labelled = labelRows([{ idx: "old", q: "a" }], { abbr: "demo" });
  expect(JSON.stringify(labelled)).toBe('[{"idx":0,"q":"a","subdivision":"demo"}]');
});

test("the first row decides the columns of a table", () => {
  const table = [{ a: 1, b: 2 }, { b: 3, c: 4 }, JSON.parse('{"a":5,"b":null,"__proto__":6}')];
  expect(JSON.stringify(alignColumns(table))).toBe('[{"a":1,"b":2},{"a":null,"b":3},{"a":5,"b":null}]');
});

test("a missing column named like an object's own parts is null", () => {
  expect(alignColumns({ test: [{ constructor: "x" }, {}] as never })).toEqual({
    test: [{ constructor: "x" }, { constructor: null }],
  });
});

test("an empty split stays empty", () => {
  expect(labelRows({ test: [] }, { abbr: "demo", n: 2 })).toEqual({ test: [] });
});
