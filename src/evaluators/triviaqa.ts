// TriviaQA: the first line, lower-cased, after the last "answer is", "a:" and "answer:" in turn, contains an accepted
// answer. An accepted answer of which the normal form leaves nothing is contained in everything.
// docs/exactness.md E12.9.

import type { Evaluator } from "../core/score.ts";
import { strip } from "../core/unicode.ts";
import { afterLast, firstLine, openAnswerEvaluator } from "./text/open-answer.ts";

export function createEvaluator(): Evaluator {
  return openAnswerEvaluator("triviaqa", {
    select: (prediction) =>
      strip(["answer is", "a:", "answer:"].reduce(afterLast, firstLine(strip(prediction)).toLowerCase())),
    accepts: (answer, reference) => answer.includes(reference),
  });
}
