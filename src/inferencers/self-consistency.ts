// Self-consistency: the model continues the prompt several times with sampling; all texts are stored, and the evaluation
// scores the most frequent extracted answer (evaluate.scSize). docs/exactness.md E8.4.

import { z } from "zod";
import { outLenOf } from "../core/out-len.ts";
import { generates, generationQuestion } from "./generation.ts";
import type { InferenceContext, Inferencer, WayOfAsking } from "./inferencer.ts";

export const upstreamName = "opencompass.openicl.icl_inferencer.SCInferencer";

export const wayOfAsking: WayOfAsking = { ...generates, tableMode: "unknown", setsSampling: true };

/** OpenCompass's keyword arguments in camelCase. */
export const optionsSchema = z.strictObject({
  maxOutLen: z.number().int().positive().exactOptional(),
  inferType: z.string().exactOptional(),
  scSize: z.number().int().positive().exactOptional().describe("continuations per row; default: 1"),
  saveEvery: z.number().int().exactOptional(),
  generationKwargs: z
    .looseObject({
      temperature: z.number().min(0).exactOptional(),
      top_k: z.number().int().min(0).exactOptional(),
      top_p: z.number().gt(0).max(1).exactOptional(),
    })
    .exactOptional(),
});

export function createInferencer(options: z.output<typeof optionsSchema>, context: InferenceContext): Inferencer {
  const { scSize = 1, generationKwargs = {} } = options;
  const { temperature = 1, top_k: topK = 50, top_p: topP = 1 } = generationKwargs;
  const settings = {
    maxOutLen: outLenOf(context, options.maxOutLen),
    minOutLen: context.minOutLen,
    stopWords: context.stopWords,
    // Each continuation has a seed of its own, or all would be the same text.
    samplings: Array.from({ length: scSize }, (_, i) => ({
      ...context.sampling,
      temperature,
      topK,
      topP,
      seed: context.sampling.seed + i,
    })),
    combine: (texts: string[]) => texts,
  };
  return { ask: (row) => generationQuestion(context, row, settings) };
}
