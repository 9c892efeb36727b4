import { expect, test } from "vitest";
import { OcLocalError } from "../../../src/core/errors.ts";
import { runCheck, warn } from "../../../src/doctor/check.ts";
import { formatResult, formatTotals } from "../../../src/report/doctor/check-lines.ts";
import { displayWidth } from "../../../src/report/text/display-width.ts";

const area = "machine";

test("status, name and detail stand in columns, the remedy below the detail", async () => {
  const result = await runCheck({ area, name: "disk", run: () => warn("little room", "make some") });
  expect(formatResult(result, Number.POSITIVE_INFINITY)).toBe(
    "  warn  disk               little room\n                           remedy: make some",
  );
});

test("in a narrow terminal the text stands below the name, and no line is wider, also where words are long or Chinese", async () => {
  const detail = `选项下面的每一个字都占两列而且没有空格选项下面的每一个字都占两列 /a/${"long".repeat(20)}/path and short words`;
  const result = await runCheck({ area, name: "file", run: () => warn(detail, "one or another way out of it") });
  const [name, ...lines] = formatResult(result, 60).split("\n");
  expect(name).toBe("  warn  file");
  expect(lines.length).toBeGreaterThan(3);
  for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(60);
  const text = lines.map((line) => line.trim()).join("");
  expect(text.replaceAll(" ", "")).toBe(`${detail}remedy:one or another way out of it`.replaceAll(" ", ""));
});

test("a check that throws is a failed check: with the hint of the project's errors, else as a defect", async () => {
  const run = (error: Error) => () => {
    throw error;
  };
  const refusal = new OcLocalError("DEVICE", "no device:\n  none", { hint: "get one" });
  expect(await runCheck({ area, name: "a", run: run(refusal) })).toEqual({
    area,
    name: "a",
    status: "fail",
    detail: "no device: none",
    remedy: "get one",
  });
  expect(await runCheck({ area, name: "b", run: run(new TypeError("x")) })).toMatchObject({
    status: "fail",
    detail: "the check itself broke: x",
    remedy: expect.stringContaining("report") as string,
  });
});

test("the last line counts the outcomes", async () => {
  const one = await runCheck({ area, name: "a", run: () => warn("", "") });
  expect(formatTotals([one])).toBe("1 check: 0 ok, 0 for information, 1 warning, 0 failed");
  expect(formatTotals([one, one])).toBe("2 checks: 0 ok, 0 for information, 2 warnings, 0 failed");
});
