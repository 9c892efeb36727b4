// DRCD: what follows the first "答案是", up to the next one; the whole text, not extracted, where the phrase is missing.
// docs/exactness.md E10.12.

import { z } from "zod";
import { parseOptions } from "../core/options.ts";
import type { Postprocessor } from "../core/score.ts";

export const optionsSchema = z.strictObject({});

export function createPostprocessor(options: unknown = {}): Postprocessor {
  parseOptions(optionsSchema, options, "drcd");
  return (text) => {
    const said = text.split("答案是")[1];
    return { answer: said ?? text, extracted: said !== undefined };
  };
}
