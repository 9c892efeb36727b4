// GAOKAO-Bench, several right options: the letters behind 【答案】, else of the last ten characters.

import type { Evaluator } from "../core/score.ts";
import { objectiveQuestions } from "./gaokao/objective.ts";

export function createEvaluator(): Evaluator {
  return objectiveQuestions("multi_choice");
}
