// SQuAD 2.0: the first line (also an empty one), lower-cased, after its last "answer is", is an accepted answer.
// docs/exactness.md E12.9.

import { z } from "zod";
import { parseOptions } from "../core/options.ts";
import type { Evaluator } from "../core/score.ts";
import { afterLast, firstLine, openAnswerEvaluator } from "./text/open-answer.ts";

export const optionsSchema = z.strictObject({});

export function createEvaluator(options: unknown = {}): Evaluator {
  parseOptions(optionsSchema, options, "squad20");
  return openAnswerEvaluator("squad20", {
    select: (prediction) => afterLast(firstLine(prediction).toLowerCase(), "answer is"),
    accepts: (answer, reference) => answer === reference,
  });
}
