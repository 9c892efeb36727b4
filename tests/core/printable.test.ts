import { expect, test } from "vitest";
import { printable } from "../../src/core/printable.ts";

test.each([
  ["a\u001b[2Jb", "a [2Jb"],
  ["one\r\ntwo\u202e\u2066x", "one two x"],
  ["答案 é 😀", "答案 é 😀"],
])("on one line %j is %j", (text, shown) => {
  expect(printable(text)).toBe(shown);
});
