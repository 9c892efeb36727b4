// Reference side of GSM8K: what follows the first "#### " of a worked solution, without commas (docs/exactness.md E11.2).

import { z } from "zod";
import { OcLocalError } from "../core/errors.ts";
import { parseOptions } from "../core/options.ts";
import type { Postprocessor } from "../core/score.ts";

export const optionsSchema = z.strictObject({});

const marker = "#### ";

/** @throws OcLocalError BAD_DATA for a reference without the marker. */
export function createPostprocessor(options: unknown = {}): Postprocessor {
  parseOptions(optionsSchema, options, "gsm8k-reference");
  return (text) => {
    const answer = text.split(marker)[1];
    if (answer === undefined) {
      throw new OcLocalError("BAD_DATA", `GSM8K: a reference has no "${marker}": ${JSON.stringify(text.slice(-80))}`, {
        hint: 'each answer must end in "#### " and the number, as in the published test.jsonl',
      });
    }
    return { answer: answer.replaceAll(",", ""), extracted: true };
  };
}
