import { expect, test } from "vitest";
import type { Range, ReaderConfig, Row } from "../../src/core/dataset.ts";
import { OcLocalError } from "../../src/core/errors.ts";
import { applyReader, type SelectionOptions } from "../../src/data/apply-reader.ts";

const numbered = (from: number, count: number): Row[] =>
  Array.from({ length: count }, (_, k) => ({ i: from + k, a: "x" }));
const splits = { dev: numbered(0, 5), val: numbered(100, 12) };
const reader: ReaderConfig = { inputColumns: ["i"], outputColumn: "a", trainSplit: "dev", testSplit: "val" };
const asked = (changes: Partial<ReaderConfig>, options: Partial<SelectionOptions> = {}) =>
  applyReader(splits, { ...reader, ...changes }, { abbr: "demo", ...options }).test.map(({ i }) => i);

test("named splits become train and test", () => {
  const { train, test: rows } = applyReader(splits, reader, { abbr: "demo" });
  expect(train).toEqual(splits.dev);
  expect(rows).toEqual(splits.val);
});

test("one table serves as train and test, with ranges of their own", () => {
  const one: ReaderConfig = { inputColumns: ["i"], outputColumn: null, trainRange: "[4:]", testRange: "[:2]" };
  const { train, test: rows } = applyReader(splits.dev, one, { abbr: "demo" });
  expect([train, rows].map((part) => part.map(({ i }) => i))).toEqual([[4], [0, 1]]);
});

test("splits named crosswise give the train rows twice, as upstream", () => {
  const both = { train: numbered(0, 2), test: numbered(10, 1) };
  const crossed = applyReader(both, { ...reader, trainSplit: "test", testSplit: "train" }, { abbr: "demo" });
  expect(crossed.train).toEqual(both.test);
  expect(crossed.test).toEqual(both.test);
  expect(Object.keys(both)).toEqual(["train", "test"]);
});

test.each<[Range, number[]]>([
  ["[0:3]", [100, 101, 102]],
  ["[2:9][-2:]", [107, 108]],
  [12, splits.val.map(({ i }) => i as number)],
  [3, [101, 107, 110]],
  [0.25, [101, 107, 110]],
  [-1, splits.val.map(({ i }) => i as number)],
])("testRange %j", (testRange, expected) => {
  expect(asked({ testRange })).toEqual(expected);
});

test.each<[Partial<SelectionOptions>, number[]]>([
  [{ limit: 2 }, [104, 105]],
  [{ limit: 99 }, [104, 105, 106, 107, 108, 109, 110, 111]],
  [{ range: "[1:4]" }, [105, 106, 107]],
  [{ range: "[1:4]", limit: 1 }, [105]],
  [{ range: "[-1:]" }, [111]],
])("the command line selects after the config's own range: %j", (options, expected) => {
  expect(asked({ testRange: "[4:]" }, options)).toEqual(expected);
});

test.each<[string, Partial<ReaderConfig>, Partial<SelectionOptions>, string, string, string | undefined]>([
  [
    "a missing split",
    { testSplit: "vall" },
    {},
    "CONFIG",
    'demo: no split "vall" in the data (found: dev, val)',
    "did you mean val?",
  ],
  [
    "a split named like a method",
    { trainSplit: "toString" },
    {},
    "CONFIG",
    'demo: no split "toString" in the data (found: dev, val)',
    "set reader.trainSplit to one of them",
  ],
  [
    "a missing input column",
    { inputColumns: ["i", "question"] },
    {},
    "CONFIG",
    'demo: no column "question" in split "val" (found: i, a), but reader.inputColumns names it',
    "change reader.inputColumns, or get the data again; the first row decides which columns there are",
  ],
  [
    "a missing output column",
    { outputColumn: "answer" },
    {},
    "CONFIG",
    'demo: no column "answer" in split "val" (found: i, a), but reader.outputColumn names it',
    "change reader.outputColumn, or get the data again; the first row decides which columns there are",
  ],
  [
    "a range that is no slice",
    { testRange: "0:3" },
    {},
    "CONFIG",
    'demo: reader.testRange "0:3" is not a range of rows',
    'write a slice such as "[0:64]", a count such as 64, or a fraction below 1',
  ],
  [
    "a fractional count",
    { trainRange: 2.5 },
    {},
    "CONFIG",
    "demo: reader.trainRange 2.5 is not a range of rows",
    'write a slice such as "[0:64]", a count such as 64, or a fraction below 1',
  ],
  [
    "a range that keeps nothing",
    { testRange: "[50:]" },
    {},
    "BAD_DATA",
    'demo: no rows to ask: split "val" is empty after reader.testRange "[50:]"',
    "leave reader.testRange out, or choose a range that the rows reach",
  ],
  [
    "--range with other text",
    {},
    { range: "10-20" },
    "USAGE",
    '--range "10-20" is not a slice',
    'write it as "[10:20]"',
  ],
  [
    "--range behind the end",
    {},
    { range: "[12:20]" },
    "USAGE",
    "--range [12:20] leaves no row of demo, which has 12",
    "its rows are [0:12]",
  ],
  ["--limit 0", {}, { limit: 0 }, "USAGE", "--limit takes a number of rows, 1 or more, got 0", undefined],
])("%s is refused", (_, changes, options, code, message, hint) => {
  expect(refusal(() => asked(changes, options))).toEqual({ code, message, hint });
});

function refusal(run: () => unknown): Record<string, unknown> {
  try {
    return { returned: run() };
  } catch (error) {
    if (!(error instanceof OcLocalError)) throw error;
    return { code: error.code, message: error.message, hint: error.hint };
  }
}
