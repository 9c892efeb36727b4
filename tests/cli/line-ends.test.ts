// Line ends in stop words.

import { expect, test } from "vitest";
import { withLineEnds } from "../../src/cli/flags/line-ends.ts";
import { errorOf } from "../run/error-of.ts";

test.each([
  ["\\n", "\n"],
  ["\\n\\nQ:", "\n\nQ:"],
  ["Answer:\\r\\n", "Answer:\r\n"],
  ["\\t|", "\t|"],
  ["<|im_end|>", "<|im_end|>"],
  ["\n", "\n"],
  ["\\\\", "\\\\"],
  ["\\\\n", "\\\\n"],
  ["\\end", "\\end"],
])("%j stands for %j", (given, meant) => {
  expect(withLineEnds(given)).toBe(meant);
});

test("what may be LaTeX is refused with the spelling of a line end", async () => {
  const { message, hint } = await errorOf(() => withLineEnds("\\nabla"));
  expect(message).toContain("--stop-words \\nabla");
  expect(hint).toBe("for the former write $'\\nabla'; the text goes into stopWords of a config");
});
