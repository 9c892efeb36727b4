import { expect, test } from "vitest";
import { harmlessText, quotedText, visibleJson, visibleText } from "../../src/core/visible-text.ts";

test.each([
  ["an escape sequence", "a\u001b[2Jb", "a␛[2Jb"],
  ["tab and carriage return", "a\tb\r\n", "a␉b␍\n"],
  ["delete", "\u007f", "␡"],
  ["the one-character CSI", "\u009b31m", "<U+009B>31m"],
  ["a change of writing direction", "a\u202eb", "a<U+202E>b"],
  ["what has no width", "a\u200bb\ufeff", "a<U+200B>b<U+FEFF>"],
  ["a space that is none", "a\u00a0b", "a<U+00A0>b"],
  ["half a surrogate pair", "a\ud800b", "a<U+D800>b"],
  ["a tag character beyond 16 bits", "\u{e0041}", "<U+E0041>"],
])("%s is shown, not sent to the terminal", (_what, text, shown) => {
  expect(visibleText(text)).toBe(shown);
});

test("newlines, Chinese, emoji and wide spaces are text", () => {
  const text = "第一行\n\u3000答案：“A” 🙂 é\n";
  expect(visibleText(text)).toBe(text);
});

test("quoted text is one line, in which a newline and a written backslash n differ", () => {
  expect(quotedText("a\nb")).toBe('"a\\nb"');
  expect(quotedText("a\\nb")).toBe('"a\\\\nb"');
  expect(quotedText("\u202e")).toBe('"<U+202E>"');
});

test("JSON is harmless too and means the same", () => {
  const value = { text: "a\u009b\u202e\u{e0041}\u00a0\n中" };
  const json = visibleJson(value);
  expect(json).toBe('{"text":"a\\u009b\\u202e\\udb40\\udc41\\u00a0\\n中"}');
  expect(JSON.parse(json)).toEqual(value);
});

test("what a terminal does not act on is sent as it is", () => {
  const text = "a\u00a0b\u200d\ufeff \u3000中 👩\u200d🔬\n";
  expect(harmlessText(text)).toBe(text);
  expect(harmlessText("\u0000\u007f\u0085\u061c\u2069")).toBe("␀␡<U+0085><U+061C><U+2069>");
});

test("JSON over lines is harmless too", () => {
  expect(visibleJson({ a: ["\u009b\n"] }, 1)).toBe('{\n "a": [\n  "\\u009b\\n"\n ]\n}');
});
