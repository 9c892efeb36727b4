// Share of samples whose prediction is the reference, both as Python's str() writes them: 1 and "1" are equal, 1.0 written
// in the data as a float cannot be told from 1 (docs/exactness.md E12.2).

import { z } from "zod";
import { parseOptions } from "../core/options.ts";
import { pyStr } from "../core/python-text.ts";
import type { Evaluator } from "../core/score.ts";
import { ratioThenPercent, rightOrWrong, shareOfRight } from "./scores/right-or-wrong.ts";

export const optionsSchema = z.strictObject({});

export function createEvaluator(options: unknown = {}): Evaluator {
  parseOptions(optionsSchema, options, "accuracy");
  return {
    score({ prediction, reference }) {
      return rightOrWrong(pyStr(prediction) === pyStr(reference), prediction, reference);
    },
    ...shareOfRight("accuracy", ratioThenPercent),
  };
}
