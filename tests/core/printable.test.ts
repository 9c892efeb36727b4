import { expect, test } from "vitest";
import { printable, printableJson, printableLines } from "../../src/core/printable.ts";

test.each([
  ["a\u001b[2Jb", "a [2Jb"],
  ["one\r\ntwo\u202e\u2066x", "one two x"],
  ["答案 é 😀", "答案 é 😀"],
])("on one line %j is %j", (text, shown) => {
  expect(printable(text)).toBe(shown);
});

test.each([
  ["one\r\ntwo\nthree", "one\ntwo\nthree"],
  ["a\u001b]0;title\u0007b\u009bc", "a ]0;title b c"],
  ["x\u202ey\rz", "x y z"],
])("with its lines %j is %j", (text, shown) => {
  expect(printableLines(text)).toBe(shown);
});

test("JSON has no character that acts on a terminal, and reads back as it was", () => {
  const value = { text: "\u001b[2J\u009b\u202e\n是" };
  const json = printableJson(value);
  expect(json).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
  expect(JSON.parse(json)).toEqual(value);
});
