// SQuAD 2.0: the first line (also an empty one), lower-cased, after its last "answer is", is an accepted answer.
// docs/exactness.md E12.9.

import type { Evaluator } from "../core/score.ts";
import { afterLast, firstLine, openAnswerEvaluator } from "./text/open-answer.ts";

export function createEvaluator(): Evaluator {
  return openAnswerEvaluator("squad20", {
    select: (prediction) => afterLast(firstLine(prediction).toLowerCase(), "answer is"),
    accepts: (answer, reference) => answer === reference,
  });
}
