// LongBench's counting: the share of the numbers in the answer that are the reference, added up over references.

import type { Evaluator } from "../core/score.ts";
import { averageOfPoints, shareOfNumbers } from "./longbench/points.ts";

export function createEvaluator(): Evaluator {
  return averageOfPoints("longbench-count", (answer, references) =>
    references.reduce((sum, reference) => sum + shareOfNumbers(answer, reference), 0),
  );
}
