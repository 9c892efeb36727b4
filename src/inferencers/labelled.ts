// What PPL and LL share: every label's text of a row is scored and the best label is the prediction, ties going to the
// earliest. Every position from the second token on is asked for, so that one pass serves all scoring conventions.

import { z } from "zod";
import type { InferenceContext, Inferencer } from "./inferencer.ts";
import { requireLabels } from "./labelled/check-labels.ts";
import { LabelledRow, type LabelScoring } from "./labelled/labelled-row.ts";

/** OpenCompass's keyword arguments in camelCase; those without meaning here are accepted because the prompt hash sees them. */
export const labelledOptionsSchema = z.strictObject({
  labels: z.array(z.union([z.string(), z.number()])).exactOptional(),
  maxOutLen: z.number().exactOptional(),
  batchSize: z.number().exactOptional(),
});

export function createLabelledInferencer(
  options: z.output<typeof labelledOptionsSchema>,
  context: InferenceContext,
  scoring: LabelScoring,
): Inferencer {
  const labels = (options.labels ?? context.prompts.labels()).map(String);
  requireLabels(labels, context.prompts, scoring);
  return { mode: scoring.mode, ask: (row) => new LabelledRow(row, labels, context, scoring).question() };
}
