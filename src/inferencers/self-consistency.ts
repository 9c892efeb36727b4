// Self-consistency: the model continues the prompt several times with sampling; all texts are stored, and the evaluation
// scores the most frequent extracted answer (evaluate.scSize). docs/exactness.md E8.4.

import { z } from "zod";
import { parseOptions } from "../core/options.ts";
import { generationQuestion } from "./generation.ts";
import type { InferenceContext, Inferencer } from "./inferencer.ts";

/** OpenCompass's keyword arguments in camelCase. */
export const optionsSchema = z.strictObject({
  maxOutLen: z.number().int().positive().exactOptional(),
  inferType: z.string().exactOptional(),
  scSize: z.number().int().positive().default(1).describe("continuations per row"),
  saveEvery: z.number().int().exactOptional(),
  generationKwargs: z
    .looseObject({
      temperature: z.number().min(0).default(1),
      top_k: z.number().int().min(0).default(0),
      top_p: z.number().gt(0).max(1).default(1),
    })
    .prefault({}),
});

export function createInferencer(options: unknown, context: InferenceContext): Inferencer {
  const {
    maxOutLen = context.maxOutLen,
    scSize,
    generationKwargs,
  } = parseOptions(optionsSchema, options, "self-consistency");
  const { temperature, top_k: topK, top_p: topP } = generationKwargs;
  const settings = {
    maxOutLen,
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
  return { mode: "gen", ask: (row) => generationQuestion(context, row, settings) };
}
