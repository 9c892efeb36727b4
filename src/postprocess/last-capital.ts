// The last uppercase character of the text. Nothing is extracted when there is none.
// docs/exactness.md E10.3.

import { z } from "zod";
import { parseOptions } from "../core/options.ts";
import type { AnswerOptions, Postprocessor } from "../core/score.ts";
import { isUpper } from "../core/unicode.ts";
import { capitalLetters } from "./text/letter-class.ts";

export const optionsSchema = z.strictObject({});

const rule = "last capital letter";

export function createPostprocessor(options: unknown = {}): Postprocessor {
  parseOptions(optionsSchema, options, "last-capital");
  return (text) => {
    let last = "";
    for (const character of text) if (isUpper(character)) last = character;
    return last === "" ? { answer: "", extracted: false } : { answer: last, extracted: true, rule };
  };
}

export function answerOptions(): AnswerOptions {
  return { letters: capitalLetters };
}
