// GEN: the model continues the prompt.

import { z } from "zod";
import { outLenOf } from "../core/out-len.ts";
import { generates, generationQuestion } from "./generation.ts";
import type { InferenceContext, Inferencer, WayOfAsking } from "./inferencer.ts";

export const upstreamName = "opencompass.openicl.icl_inferencer.GenInferencer";

export const wayOfAsking: WayOfAsking = generates;

/** OpenCompass's keyword arguments in camelCase; those without meaning here are accepted because the prompt hash sees them. */
export const optionsSchema = z.strictObject({
  maxOutLen: z.number().int().positive().exactOptional(),
  minOutLen: z.number().int().min(0).exactOptional(),
  maxSeqLen: z.number().int().positive().exactOptional(),
  batchSize: z.number().int().positive().exactOptional(),
  saveEvery: z.number().int().exactOptional(),
  stoppingCriteria: z.array(z.string()).exactOptional(),
  labels: z.array(z.string()).exactOptional().describe("without effect, as upstream: a config of theirs has it"),
});

export function createInferencer(options: z.output<typeof optionsSchema>, context: InferenceContext): Inferencer {
  const { minOutLen = context.minOutLen, stoppingCriteria = [] } = options;
  const settings = {
    maxOutLen: outLenOf(context, options.maxOutLen),
    minOutLen,
    stopWords: [...new Set([...stoppingCriteria, ...context.stopWords])],
    samplings: [context.sampling],
    combine: ([text = ""]: string[]) => text,
  };
  return { ask: (row) => generationQuestion(context, row, settings) };
}
