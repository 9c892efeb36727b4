// Natural Questions: the first line, lower-cased, after its last "answer is", contains an accepted answer. An accepted
// answer of which the normal form leaves nothing is contained in everything.
// docs/exactness.md E12.9.

import type { Evaluator } from "../core/score.ts";
import { strip } from "../core/unicode.ts";
import { afterLast, firstLine, openAnswerEvaluator } from "./text/open-answer.ts";

export function createEvaluator(): Evaluator {
  return openAnswerEvaluator("nq", {
    select: (prediction) => afterLast(firstLine(strip(prediction)).toLowerCase(), "answer is"),
    accepts: (answer, reference) => answer.includes(reference),
  });
}
