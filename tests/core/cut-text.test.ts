import { expect, test } from "vitest";
import { cutText } from "../../src/core/cut-text.ts";
import { errorMessage, OcLocalError } from "../../src/core/errors.ts";

test("a text that a screen holds stays as it is", () => {
  const text = "line\n".repeat(59);
  expect(cutText(text)).toBe(text);
  expect(cutText("x".repeat(8000))).toHaveLength(8000);
});

test("a long line keeps its beginning and its end, many lines keep the first", () => {
  const cut = cutText(`begin ${"x".repeat(63_000_000)} expected 3, found 4`);
  expect(cut.length).toBeLessThan(8100);
  expect(cut).toMatch(/^begin x+ … \(62992026 characters left out\) … x+ expected 3, found 4$/);
  const lines = cutText("line\n".repeat(1_000_000));
  expect(lines.split("\n")).toHaveLength(61);
  expect(lines).toMatch(/line\n… \(more lines are left out\)$/);
});

test("an error's message and hint are cut and harmless wherever they are shown", () => {
  const nasty = `\u001b[2J\u009b\u202e${"x".repeat(100_000)}`;
  const error = new OcLocalError("BAD_DATA", nasty, { hint: nasty });
  for (const text of [
    error.message,
    error.hint ?? "",
    error.stack?.split("\n    at ")[0] ?? "",
    errorMessage(new Error(nasty)),
  ]) {
    expect(text.length).toBeLessThan(9000);
    expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Bidi_Control}]/u);
    expect(text).toContain("␛[2J<U+009B><U+202E>");
  }
});
