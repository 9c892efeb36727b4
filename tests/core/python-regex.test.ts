import { expect, test } from "vitest";
import { pythonRegExp } from "../../src/core/python-regex.ts";

test.each([
  ["\\d+", "٣x", "٣"],
  ["\\w+", "!答案é_½", "答案é_½"],
  ["\\s", "\u200b\ufeff\u3000", "\u3000"],
  ["\\s", "a\x1cb", "\x1c"],
  ["[^\\w\\s]", "a b—", "—"],
  ["[\\Wa]+", "xa-a", "a-a"],
  ["[^\\S\\n]", "\n\t", "\t"],
  ["\\ba\\b", "的a a", "a"],
  ["a$", "b a\n", "a"],
  [".+", "a\rb\nc", "a\rb"],
  ["(?s).+", "a\nb", "a\nb"],
  ["(?i)straSSE", "STRASSE", "STRASSE"],
  ["(?m)^b$", "a\nb\nc", "b"],
  ["x{2}", "xxx", "xx"],
  ["x{,2}y", "xxxy", "xxy"],
  ["boxed{(a)}", "boxed{a}", "boxed{a}"],
  ["(?P<q>['\"]).(?P=q)", "\"'x'", "'x'"],
  ["[]-]+", "a]-", "]-"],
  ["\\-\\:\\<", "-:<", "-:<"],
  ["\\Ax\\Z", "x", "x"],
  [".", "😀", "😀"],
  ["\\u7b54\\x41", "答A", "答A"],
  ["a(?#comment)b", "ab", "ab"],
])("%s finds in %j what Python finds", (pattern, text, found) => {
  expect(pythonRegExp(pattern).exec(text)?.[0]).toBe(found);
});

test("`$` does not match before a newline that is not the last character", () => {
  expect(pythonRegExp("a$").test("a\nb")).toBe(false);
});

test("a word boundary between a Chinese character and a letter is none", () => {
  expect(pythonRegExp("\\ba").test("的a")).toBe(false);
});

test.each(["(a", "[a", "a**", "\\q", "(?i:a)", "(?>a)", "(?(1)a)", "*"])("%s is refused", (pattern) => {
  expect(() => pythonRegExp(pattern)).toThrow(expect.objectContaining({ code: "CONFIG" }));
});
