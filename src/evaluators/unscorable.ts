// Stands where OpenCompass scores with a part that is not built here: the answers are generated and kept, the row says what is
// missing, and no number is made up.

import { z } from "zod";
import type { Evaluator } from "../core/score.ts";
import { metricOfPoints } from "./scores/right-or-wrong.ts";

const missing = {
  code: "generated programs are not run",
  judge: "there is no judge model",
  "math-verify": "answers are not compared as mathematics (math-verify)",
  chemistry: "molecules are not compared (RDKit)",
  service: "upstream scores it through a service",
  "instruction-checks": "whether instructions are followed is not checked",
  tool: "there are no tools or agents",
} as const;

export const optionsSchema = z.strictObject({
  needs: z.enum(Object.keys(missing) as [keyof typeof missing]).describe("what OpenCompass's evaluator needs"),
  upstream: z.string().describe("OpenCompass's evaluator"),
});

export type Missing = keyof typeof missing;

export function createEvaluator({ needs, upstream }: z.infer<typeof optionsSchema>): Evaluator {
  const reason = `not scored: ${missing[needs]}; OpenCompass uses ${upstream}`;
  return {
    ignoresReference: true,
    score: () => ({ kind: "unscored", reason }),
    // No row of it counts, so that this says why there is no number.
    ...metricOfPoints("score", ({ sum, count }) => sum / count),
  };
}
