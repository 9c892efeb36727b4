// The first run of the letters A to D, for questions with several right options. Nothing is extracted when there is none.

import { z } from "zod";
import { parseOptions } from "../core/options.ts";
import type { Postprocessor } from "../core/score.ts";

export const optionsSchema = z.strictObject({});

export function createPostprocessor(options: unknown = {}): Postprocessor {
  parseOptions(optionsSchema, options, "first-capital-multi");
  return (text) => {
    const run = /[A-D]+/.exec(text)?.[0] ?? "";
    return { answer: run, extracted: run !== "" };
  };
}
