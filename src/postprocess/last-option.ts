// The last option character of the text. Nothing is extracted when there is none.
// docs/exactness.md E10.7.

import { z } from "zod";
import { pythonRegExp } from "../core/python-regex.ts";
import type { AnswerOptions, Postprocessor } from "../core/score.ts";
import { lettersOfClass } from "./text/letter-class.ts";

export const optionsSchema = z.strictObject({
  options: z.string().min(1).describe('body of a character class: "ABCD", "A-Z"'),
});

const rule = "last option letter";

export function createPostprocessor({ options }: z.output<typeof optionsSchema>): Postprocessor {
  const option = pythonRegExp(`[${options}]`, "g");
  return (text) => {
    let last = "";
    for (const match of text.matchAll(option)) last = match[0];
    return last === "" ? { answer: "", extracted: false } : { answer: last, extracted: true, rule };
  };
}

export function answerOptions({ options }: z.output<typeof optionsSchema>): AnswerOptions | undefined {
  const letters = lettersOfClass(options);
  return letters === null ? undefined : { letters };
}
