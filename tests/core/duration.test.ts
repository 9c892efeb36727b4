import { expect, test } from "vitest";
import { duration } from "../../src/core/duration.ts";

test.each([
  [0.04, "0.0 s"],
  [9.94, "9.9 s"],
  [9.97, "10 s"],
  [10, "10 s"],
  [59.4, "59 s"],
  [59.6, "1 min 00 s"],
  [200, "3 min 20 s"],
  [3599.9, "1 h 00 min"],
  [3900, "1 h 05 min"],
  [360000, "100 h 00 min"],
])("%d seconds are %s", (seconds, text) => {
  expect(duration(seconds)).toBe(text);
});
