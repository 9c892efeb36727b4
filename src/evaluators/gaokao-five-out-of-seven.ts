// GAOKAO-Bench, five sentences of seven: the first five letters.

import type { Evaluator } from "../core/score.ts";
import { objectiveQuestions } from "./gaokao/objective.ts";

export function createEvaluator(): Evaluator {
  return objectiveQuestions("five_out_of_seven");
}
