// Reference side of StrategyQA: true is yes, everything else no (docs/exactness.md E11.9).

import { z } from "zod";
import type { JsonValue } from "../core/json.ts";
import { parseOptions } from "../core/options.ts";
import { pyStr } from "../core/python-text.ts";
import type { Extraction } from "../core/score.ts";

export const optionsSchema = z.strictObject({});

/** The reference is a boolean in the published file. */
export function createPostprocessor(options: unknown = {}): (reference: JsonValue) => Extraction {
  parseOptions(optionsSchema, options, "strategyqa-reference");
  return (reference) => ({ answer: pyStr(reference) === "True" ? "yes" : "no", extracted: true });
}
