import { expect, test } from "vitest";
import { type PythonValue, pyFloat, pyRepr, pyStr, safeFormat } from "../../src/core/python-text.ts";

test.each<[string, PythonValue]>([
  ["it's", "it's"],
  ["True", true],
  ["None", null],
  ["3", 3],
  ["-0.0", -0],
  ["0.5", 0.5],
  ["9007199254740992.0", 2 ** 53],
  ["12345678901234567890", 12345678901234567890n],
  [`["it's", 'say "x"', 'both \\' and "']`, ["it's", 'say "x"', "both ' and \""]],
  ["{'a': {'b': [1, False]}}", { a: { b: [1, false] } }],
  ["[]", []],
  ["{}", {}],
])("str gives %s", (text, value) => {
  expect(pyStr(value)).toBe(text);
});

test.each([
  ["a\nb\tc\r", "'a\\nb\\tc\\r'"],
  ["back\\slash", "'back\\\\slash'"],
  ["\u0000\u007f\u00a0", "'\\x00\\x7f\\xa0'"],
  ["\u200b\u2028\u3000", "'\\u200b\\u2028\\u3000'"],
  ["\ud800", "'\\ud800'"],
  ["\u{e0001}", "'\\U000e0001'"],
  ["你 😀", "'你 😀'"],
])("repr of %j escapes what does not print", (text, quoted) => {
  expect(pyRepr(text)).toBe(quoted);
});

test.each([
  [3, "3.0"],
  [-0, "-0.0"],
  [1e-4, "0.0001"],
  [1.25e-5, "1.25e-05"],
  [1e-7, "1e-07"],
  [1e15, "1000000000000000.0"],
  [1e16, "1e+16"],
  [-1.5e300, "-1.5e+300"],
  [123456789012345.6, "123456789012345.6"],
  [Number.NaN, "nan"],
  [Number.NEGATIVE_INFINITY, "-inf"],
])("the float %d is written as in Python", (value, text) => {
  expect(pyFloat(value)).toBe(text);
});

test("a column's text is filled by the columns after it, not by those before it", () => {
  expect(safeFormat("{a}", { a: "{b}", b: "X" })).toBe("X");
  expect(safeFormat("{a}", { b: "X", a: "{b}" })).toBe("{b}");
});

test("braces that name no column stay, and dollar signs are plain text", () => {
  expect(safeFormat("{{a}} {unknown} { a } {a:.2f}", { a: "$& $1" })).toBe("{$& $1} {unknown} { a } {a:.2f}");
});

test("columns that hold each other's placeholders cannot grow a text without bounds", () => {
  const row = { a: "{b}".repeat(100_000), b: "x".repeat(10_000) };
  expect(() => safeFormat("{a}", row)).toThrow("filling {b} would make a text of 1000000000 characters");
});
