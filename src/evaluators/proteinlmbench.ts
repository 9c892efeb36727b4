// ProteinLMBench: the first option that the answer chooses is the reference; a question has as many letters as options.
// docs/exactness.md E12.20.

import { pythonEquals } from "../core/python-equal.ts";
import type { Evaluator } from "../core/score.ts";
import { createPostprocessor } from "../postprocess/first-option.ts";
import { percentThenRatio, rightOrWrong, shareOfRight } from "./scores/right-or-wrong.ts";
import { notAText } from "./scores/sample-values.ts";

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

export function createEvaluator(): Evaluator {
  return {
    columns: ["options"],
    score({ prediction, reference, row }) {
      if (typeof prediction !== "string") return notAText(prediction);
      const count = Array.isArray(row?.options) ? row.options.length : letters.length;
      const { answer } = createPostprocessor({ options: letters.slice(0, count) })(prediction);
      return rightOrWrong(pythonEquals(answer, reference), answer, reference);
    },
    ...shareOfRight("accuracy", percentThenRatio),
  };
}
