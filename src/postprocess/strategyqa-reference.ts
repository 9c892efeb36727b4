// Reference side of StrategyQA: true is yes, everything else no (docs/exactness.md E11.9).

import type { JsonValue } from "../core/json.ts";
import { pyStr } from "../core/python-text.ts";
import type { Extraction } from "../core/score.ts";

/** The reference is a boolean in the published file. */
export function createPostprocessor(): (reference: JsonValue) => Extraction {
  return (reference) => ({ answer: pyStr(reference) === "True" ? "yes" : "no", extracted: true });
}
