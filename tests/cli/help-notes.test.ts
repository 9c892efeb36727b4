import { expect, test } from "vitest";
import { fitNotes } from "../../src/cli/help-notes.ts";

test("paragraphs and texts behind terms are wrapped, commands are not", () => {
  const lines = [
    "What is measured over all rows:",
    "  one        share of the rows with the same answer",
    "  two three  short",
    "",
    "  oc-local eval --model ./internlm2-1_8b.gguf --datasets ceval_gen",
    "  oc-local eval -r  continue a run",
  ];
  expect(fitNotes(lines.join("\n"), 32).split("\n")).toEqual([
    "What is measured over all rows:",
    "  one        share of the rows",
    "             with the same",
    "             answer",
    "  two three  short",
    "",
    "  oc-local eval --model ./internlm2-1_8b.gguf --datasets ceval_gen",
    "  oc-local eval -r  continue a",
    "                    run",
  ]);
  expect(fitNotes(lines.join("\n"), 80)).toBe(lines.join("\n"));
});
