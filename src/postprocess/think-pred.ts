// Group 1 of the first match of a pattern, stripped; the whole text, not extracted, when the pattern does not match.
// docs/exactness.md E10.11.

import { z } from "zod";
import { pythonRegExp } from "../core/python-regex.ts";
import type { Postprocessor } from "../core/score.ts";
import { strip } from "../core/unicode.ts";

export const optionsSchema = z.strictObject({
  rePattern: z.string().min(1).describe("Python regular expression whose group 1 is the answer"),
});

export function createPostprocessor({ rePattern }: z.output<typeof optionsSchema>): Postprocessor {
  const pattern = pythonRegExp(rePattern);
  return (text) => {
    const match = pattern.exec(text);
    return match === null ? { answer: text, extracted: false } : { answer: strip(match[1] ?? ""), extracted: true };
  };
}
