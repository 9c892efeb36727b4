// What PPL and LL share: every label's text of a row is scored and the best label is the prediction, ties going to the
// earliest. Every position from the second token on is asked for, so that one pass serves all scoring conventions.

import { z } from "zod";
import type { Row } from "../core/dataset.ts";
import { OcLocalError } from "../core/errors.ts";
import type { DatasetContext, InferenceContext, Inferencer } from "./inferencer.ts";
import { requireLabels } from "./labelled/check-labels.ts";
import { continuationText } from "./labelled/continuation.ts";
import { LabelledRow, type LabelScoring } from "./labelled/labelled-row.ts";

export const asksLabels = { promptMode: "ppl", asksLabels: true, generates: false, outputTokens: 0 } as const;

/** Of labels, the continuation of each being what answers. */
export const continuationConventions = ["ll.sum", "ll.token", "ll.byte", "ll.char"] as const;

/** OpenCompass's keyword arguments in camelCase; those without meaning here are accepted because the prompt hash sees them. */
export const labelledOptionsSchema = z.strictObject({
  labels: z.array(z.union([z.string(), z.number()])).exactOptional(),
  maxOutLen: z.number().exactOptional(),
  batchSize: z.number().exactOptional(),
});

/** @throws OcLocalError CONFIG or BAD_DATA where labels or the part of their texts that answers cannot be told. */
export function requireLabelled(
  { labels }: z.output<typeof labelledOptionsSchema>,
  { prompts, rows, continuation }: DatasetContext,
  scoring: Pick<LabelScoring, "mode" | "normalizingStr" | "continuation">,
): void {
  requireLabels(labels ?? prompts.labels(), prompts, scoring);
  const rule = continuation ?? scoring.continuation;
  if (rule === undefined || !("column" in rule)) return;
  for (const [row, values] of rows.entries()) requireContinuation(rule, values, row);
}

function requireContinuation(rule: { column: string }, values: Row, row: number): void {
  try {
    continuationText(rule, values);
  } catch (error) {
    if (!(error instanceof OcLocalError) || row === 0) throw error;
    throw new OcLocalError(error.code, `row ${row}: ${error.message}`, { ...(error.hint && { hint: error.hint }) });
  }
}

export function createLabelledInferencer(
  options: z.output<typeof labelledOptionsSchema>,
  context: InferenceContext,
  scoring: LabelScoring,
): Inferencer {
  requireLabelled(options, context, scoring);
  const labels = options.labels ?? context.prompts.labels();
  return { ask: (row) => new LabelledRow(row, labels, context, scoring).question() };
}
