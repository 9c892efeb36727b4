// The model continues the prompt, and the first words of what it says are its prediction.

import { z } from "zod";
import { generates, generationQuestion } from "./generation.js";

export const wayOfAsking = { ...generates, tableMode: "unknown" };

export const optionsSchema = z.strictObject({ words: z.number().int().positive() });

export function createInferencer({ words }, { maxOutLen, minOutLen, stopWords, sampling, ...context }) {
  const combine = ([text]) => text.split(" ").slice(0, words).join(" ");
  const settings = { maxOutLen, minOutLen, stopWords, samplings: [sampling], combine };
  return { ask: (row) => generationQuestion(context, row, settings) };
}
