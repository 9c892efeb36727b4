// GAOKAO-Bench, one right option: the last letter of the answer.

import type { Evaluator } from "../core/score.ts";
import { objectiveQuestions } from "./gaokao/objective.ts";

export function createEvaluator(): Evaluator {
  return objectiveQuestions("single_choice");
}
