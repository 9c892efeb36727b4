// Answer in words of a BIG-Bench Hard question: `normalizeFreeform`. Nothing is extracted when nothing is left.

import { z } from "zod";
import { parseOptions } from "../core/options.ts";
import type { Postprocessor } from "../core/score.ts";
import { normalizeFreeform } from "./bbh/normalize-freeform.ts";

export const optionsSchema = z.strictObject({});

export function createPostprocessor(options: unknown = {}): Postprocessor {
  parseOptions(optionsSchema, options, "bbh-freeform");
  return (text) => {
    const answer = normalizeFreeform(text);
    return { answer, extracted: answer !== "" };
  };
}
