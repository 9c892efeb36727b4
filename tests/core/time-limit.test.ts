import { expect, test } from "vitest";
import { TimeLimitError, withTimeLimit } from "../../src/core/time-limit.ts";

test("a regular expression that tries without end is ended, and what ends by itself is returned", () => {
  expect(() => withTimeLimit(100, () => /^(?:a+)+$/.test(`${"a".repeat(60)}b`))).toThrow(TimeLimitError);
  expect(withTimeLimit(100, () => "done")).toBe("done");
  expect(withTimeLimit(100, () => undefined)).toBeUndefined();
});

test("what is thrown inside comes out as it is", () => {
  const error = new TypeError("own");
  expect(() =>
    withTimeLimit(100, () => {
      throw error;
    }),
  ).toThrow(error);
});
