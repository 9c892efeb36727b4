// Group 1 of the first match of a pattern, as it stands. Nothing is extracted when the pattern does not match.

import { z } from "zod";
import { parseOptions } from "../core/options.ts";
import { pythonRegExp } from "../core/python-regex.ts";
import type { Postprocessor } from "../core/score.ts";

export const optionsSchema = z.strictObject({
  answerPattern: z.string().min(1).describe("Python regular expression whose group 1 is the answer"),
});

export function createPostprocessor(options: unknown): Postprocessor {
  const { answerPattern } = parseOptions(optionsSchema, options, "match-answer-pattern");
  const pattern = pythonRegExp(answerPattern);
  const rule = `pattern ${answerPattern}`;
  return (text) => {
    const match = pattern.exec(text);
    return match === null ? { answer: "", extracted: false } : { answer: match[1] ?? "", extracted: true, rule };
  };
}
