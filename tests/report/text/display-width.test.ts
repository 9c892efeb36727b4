import { expect, test } from "vitest";
import { alignColumns } from "../../../src/report/text/align-columns.ts";
import { cutToWidth, displayWidth, padText } from "../../../src/report/text/display-width.ts";
import { drawTable } from "../../../src/report/text/psql-table.ts";

test.each([
  ["", 0],
  ["abc", 3],
  ["中文", 4],
  ["ｱｲｳ", 3],
  ["한글", 4],
  ["e\u0301", 1],
  ["👩‍👩‍👧", 2],
])("%j takes %i columns, as in a drawn table", (text, columns) => {
  expect(displayWidth(text)).toBe(columns);
  const [, rule = ""] = drawTable([["x"], [text]], new Set());
  expect(rule.length).toBe(Math.max(1, columns) + 2);
});

test("columns of Chinese and Latin names stand below each other", () => {
  const lines = alignColumns(
    [
      ["模型", "1"],
      ["m", "10"],
    ],
    { left: [0] },
  );
  expect(lines).toBe("模型   1\nm     10");
  expect(padText("模", 4)).toBe("模  ");
  expect(padText("模", 4, "in front")).toBe("  模");
  expect(padText("模型", 3)).toBe("模型");
});

test("a cut goes through no character", () => {
  expect(cutToWidth("中文", 3)).toBe("中");
  expect(cutToWidth("ae\u0301b", 2)).toBe("ae\u0301");
  expect(cutToWidth("a👩‍👩‍👧", 2)).toBe("a");
});
