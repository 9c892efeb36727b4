// MATH: prediction and reference are equivalent LaTeX answers. A missing box on both sides counts as equal, as upstream.

import { z } from "zod";
import type { Evaluator } from "../core/score.ts";
import { isEquivalent } from "./math/is-equivalent.ts";
import { percentThenRatio, rightOrWrong, shareOfRight } from "./scores/right-or-wrong.ts";

export const optionsSchema = z.strictObject({
  version: z.enum(["v1", "v2"]).exactOptional().describe("rules for the plain form of an answer; default: v1"),
});

export function createEvaluator({ version = "v1" }: z.output<typeof optionsSchema> = {}): Evaluator {
  return {
    score({ prediction, reference }) {
      return rightOrWrong(isEquivalent(prediction, reference, version), prediction, reference);
    },
    ...shareOfRight("accuracy", percentThenRatio),
  };
}
