// Stands where OpenCompass scores with a part that is not built here: the answers are generated and kept, the row says what is
// missing, and no number is made up.

import { z } from "zod";
import type { Evaluator } from "../core/score.ts";
import { type MissingPart, missingParts, whyUnscored } from "../core/unscorable.ts";
import { metricOfPoints } from "./scores/right-or-wrong.ts";

export const optionsSchema = z.strictObject({
  needs: z.enum(Object.keys(missingParts) as [MissingPart]).describe("what OpenCompass's evaluator needs"),
  upstream: z.string().describe("OpenCompass's evaluator"),
});

export function createEvaluator(options: z.infer<typeof optionsSchema>): Evaluator {
  const reason = `not scored: ${whyUnscored(options)}`;
  return {
    ignoresReference: true,
    score: () => ({ kind: "unscored", reason }),
    // No row of it counts, so that this says why there is no number.
    ...metricOfPoints("score", ({ sum, count }) => sum / count),
  };
}
