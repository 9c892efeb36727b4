// Stands where OpenCompass scores with a part that is not built here: the answers are generated and kept, the row says what is
// missing, and no number is made up.

import { z } from "zod";
import { OcLocalError } from "../core/errors.ts";
import type { Evaluator } from "../core/score.ts";
import { type MissingPart, missingParts, whyUnscored } from "../core/unscorable.ts";

export const optionsSchema = z.strictObject({
  needs: z.enum(Object.keys(missingParts) as [MissingPart]).describe("what OpenCompass's evaluator needs"),
  upstream: z.string().describe("OpenCompass's evaluator"),
});

export function createEvaluator(options: z.infer<typeof optionsSchema>): Evaluator {
  const reason = `not scored: ${whyUnscored(options)}`;
  return {
    ignoresReference: true,
    score: () => ({ kind: "unscored", reason }),
    metrics() {
      throw new OcLocalError("EVALUATION", reason, { hint: "the answers are kept in predictions/" });
    },
  };
}
