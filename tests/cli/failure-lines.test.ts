import { expect, test } from "vitest";
import { failureLines } from "../../src/cli/commands/eval.ts";

test("datasets that failed for one reason share a line, of which the first three are named", () => {
  const failed = ["a", "b", "c", "d", "e"].map((dataset) => ({ model: "m", dataset, reason: "no\ndevice" }));
  expect(failureLines([...failed, { model: "m", dataset: "f", reason: "cut" }])).toEqual([
    "m / a, b, c and 2 more: no\ndevice",
    "m / f: cut",
  ]);
});
