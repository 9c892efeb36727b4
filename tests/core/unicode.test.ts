import { expect, test } from "vitest";
import { parsePythonFloat, parsePythonInt } from "../../src/core/python-number.ts";
import { caseFold, isDigits, isUpper, lstrip, rstrip, splitWords, strip } from "../../src/core/unicode.ts";

test.each([
  ["A", true],
  ["Ⅷ", true],
  ["Ⓐ", true],
  ["𝐀", true],
  ["Ａ", true],
  ["ǅ", false],
  ["a", false],
  ["是", false],
])("%s is upper case: %s", (character, expected) => {
  expect(isUpper(character)).toBe(expected);
});

test("strip takes Unicode white space but neither a zero-width space nor a byte order mark", () => {
  expect(strip("\u3000\x1c\x85 a b\u2028")).toBe("a b");
  expect(strip("\u200ba\ufeff")).toBe("\u200ba\ufeff");
});

test("lstrip and rstrip take one given character from one end", () => {
  expect(lstrip("..a.", ".")).toBe("a.");
  expect(rstrip(".a..", ".")).toBe(".a");
});

test("splitWords has no empty words", () => {
  expect(splitWords(" a \u3000 b ")).toEqual(["a", "b"]);
  expect(splitWords(" ")).toEqual([]);
});

test.each([
  ["12", true],
  ["٣½", false],
  ["٣²①", true],
  ["", false],
])("%j consists of digits: %s", (text, expected) => {
  expect(isDigits(text)).toBe(expected);
});

test("caseFold makes sharp s and both sigmas comparable and keeps the dotless i", () => {
  expect(caseFold("Straße")).toBe("strasse");
  expect(caseFold("ς")).toBe(caseFold("Σ"));
  expect(caseFold("ı")).toBe("ı");
});

test.each([
  [" 42 ", 42n],
  ["-1_000", -1000n],
  ["٣", 3n],
  ["5.0", null],
  ["1__0", null],
  ["", null],
  ["9".repeat(4301), null],
])("int(%j) is %s", (text, expected) => {
  expect(parsePythonInt(text)).toBe(expected);
});

test.each([
  ["1e3", 1000],
  ["1_0.5_0", 10.5],
  [".5", 0.5],
  ["5.", 5],
  ["-Infinity", Number.NEGATIVE_INFINITY],
  ["nan", Number.NaN],
  ["٣.٥", 3.5],
  ["0x10", null],
  ["1,000", null],
  ["", null],
])("float(%j) is %s", (text, expected) => {
  expect(parsePythonFloat(text)).toBe(expected);
});

test.each([
  ["Straße ẞ", "strasse ss"],
  ["ıİ", "ıi̇"],
  ["Ꭰꭰᏸ", "ᎠᎠᏰ"],
  ["ΣΑΣς", "σασσ"],
])("casefold of %j is %j", (text, folded) => {
  expect(caseFold(text)).toBe(folded);
});
