// GEN: the model continues the prompt.

import { z } from "zod";
import { parseOptions } from "../core/options.ts";
import { generationQuestion } from "./generation.ts";
import type { InferenceContext, Inferencer } from "./inferencer.ts";

/** OpenCompass's keyword arguments in camelCase; those without meaning here are accepted because the prompt hash sees them. */
export const optionsSchema = z.strictObject({
  maxOutLen: z.number().int().positive().exactOptional(),
  minOutLen: z.number().int().min(0).exactOptional(),
  maxSeqLen: z.number().int().positive().exactOptional(),
  batchSize: z.number().int().positive().exactOptional(),
  saveEvery: z.number().int().exactOptional(),
  stoppingCriteria: z.array(z.string()).default([]),
});

export function createInferencer(options: unknown, context: InferenceContext): Inferencer {
  const parsed = parseOptions(optionsSchema, options, "generate");
  const settings = {
    maxOutLen: parsed.maxOutLen ?? context.maxOutLen,
    minOutLen: parsed.minOutLen ?? context.minOutLen,
    stopWords: [...new Set([...parsed.stoppingCriteria, ...context.stopWords])],
    samplings: [context.sampling],
    combine: ([text = ""]: string[]) => text,
  };
  return { mode: "gen", ask: (row) => generationQuestion(context, row, settings) };
}
