// GAOKAO-Bench, several questions on a text: as many letters as there are questions.

import type { Evaluator } from "../core/score.ts";
import { objectiveQuestions } from "./gaokao/objective.ts";

export function createEvaluator(): Evaluator {
  return objectiveQuestions("multi_question_choice");
}
