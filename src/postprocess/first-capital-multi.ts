// The first run of the letters A to D, for questions with several right options. Nothing is extracted when there is none.
// docs/exactness.md E10.4.

import { z } from "zod";
import { parseOptions } from "../core/options.ts";
import type { AnswerOptions, Postprocessor } from "../core/score.ts";

export const optionsSchema = z.strictObject({});

const rule = "first run of letters A to D";

export function createPostprocessor(options: unknown = {}): Postprocessor {
  parseOptions(optionsSchema, options, "first-capital-multi");
  return (text) => {
    const run = /[A-D]+/.exec(text)?.[0];
    return run === undefined ? { answer: "", extracted: false } : { answer: run, extracted: true, rule };
  };
}

export function answerOptions(): AnswerOptions {
  return { of: "several letters" };
}
