// What follows "ANSWER:" on its line, in any case. Nothing is extracted when there is none. Spelled as in OpenCompass.

import { z } from "zod";
import { parseOptions } from "../core/options.ts";
import { pythonRegExp } from "../core/python-regex.ts";
import type { Postprocessor } from "../core/score.ts";

export const optionsSchema = z.strictObject({});

const answerLine = pythonRegExp("ANSWER\\s*:\\s*([^\\n]+)", "i");

export function createPostprocessor(options: unknown = {}): Postprocessor {
  parseOptions(optionsSchema, options, "math-judement-preprocess");
  return (text) => {
    const match = answerLine.exec(text);
    return { answer: match?.[1] ?? "", extracted: match !== null };
  };
}
