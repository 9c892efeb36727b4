// MATH: prediction and reference are equivalent LaTeX answers. A missing box on both sides counts as equal, as upstream.

import { z } from "zod";
import { parseOptions } from "../core/options.ts";
import type { Evaluator } from "../core/score.ts";
import { isEquivalent } from "./math/is-equivalent.ts";
import { percentThenRatio, rightOrWrong, shareOfRight } from "./scores/right-or-wrong.ts";

export const optionsSchema = z.strictObject({
  version: z.enum(["v1", "v2"]).default("v1").describe("rules for the plain form of an answer"),
});

export function createEvaluator(options: unknown = {}): Evaluator {
  const { version } = parseOptions(optionsSchema, options, "math");
  return {
    score({ prediction, reference }) {
      return rightOrWrong(isEquivalent(prediction, reference, version), prediction, reference);
    },
    ...shareOfRight("accuracy", percentThenRatio),
  };
}
