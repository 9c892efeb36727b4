import { styleText } from "node:util";
import { expect, test } from "vitest";
import { formatDiff } from "../../../src/report/prompt/diff-text.ts";
import { type Paint, type PaintStyle, plainPaint } from "../../../src/report/text/paint.ts";

const colours: Paint = Object.assign(
  (style: PaintStyle, text: string) => styleText(style, text, { validateStream: false }),
  { hasColours: true },
);
const diff = (a: string, b: string) => formatDiff(a, b, plainPaint).join("\n");

test("equal texts have no differences", () => {
  expect(formatDiff("a\nb", "a\nb", plainPaint)).toEqual([]);
});

test("words that differ are marked, lines around a change are shown, the others counted", () => {
  const text = (question: string) => `1\n2\n3\n4\n5\n6\n${question}\n7\n8\n9\n10\n11`;
  expect(diff(text("Question: how many?"), text("Q: how many?"))).toMatchInlineSnapshot(`
    "  … 3 equal lines
      4
      5
      6
    - [-Question-]: how many?
    + {+Q+}: how many?
      7
      8
      9
      … 2 equal lines"
  `);
});

test("Chinese is compared by character", () => {
  expect(diff("请选出其中的正确答案。", "请选出其中的错误答案。")).toBe(
    "- 请选出其中的[-正确-]答案。\n+ 请选出其中的{+错误+}答案。",
  );
});

test("lines with little in common are not marked word by word", () => {
  expect(diff("one two three", "甲乙丙丁")).toBe("- one two three\n+ 甲乙丙丁");
});

test("a space or a newline at the end is a difference that can be seen", () => {
  expect(diff("Answer:", "Answer: ")).toBe("- Answer:\n+ Answer:{+·+}");
  expect(diff("Answer:", "Answer:\n")).toBe("  Answer:\n+ ⏎");
  expect(diff("same\ngone ", "same")).toBe("  same\n- gone·");
});

test("control characters of a prompt do not reach the terminal", () => {
  expect(diff("a", "a\u001b[2J")).not.toContain("\u001b");
});

test("with colours the words that differ are inverted instead of bracketed", () => {
  const lines = formatDiff("a b c", "a x c", colours);
  expect(lines).toEqual([
    "\u001b[31m- a \u001b[7mb\u001b[27m c\u001b[39m",
    "\u001b[32m+ a \u001b[7mx\u001b[27m c\u001b[39m",
  ]);
});
