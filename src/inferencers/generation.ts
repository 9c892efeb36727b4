// What GEN and self-consistency share: one prompt per row, continued once per sampling setting. Stores OpenCompass's
// fields: origin_prompt, prediction and, unless it is empty or false, gold.
// docs/exactness.md E8.3.

import type { JsonValue } from "../core/json.ts";
import type { FinishReason, Generation, Sampling } from "../core/request.ts";
import { fitPrompts } from "./fit-prompt.ts";
import { isTruthy } from "./gold.ts";
import type { InferenceContext, Question } from "./inferencer.ts";

export const generates = { tableMode: "gen", promptMode: "gen", asksLabels: false, generates: true } as const;

export interface GenerationSettings {
  maxOutLen: number;
  minOutLen: number;
  stopWords: readonly string[];
  /** One continuation of the prompt for each. */
  samplings: readonly Sampling[];
  /** The stored prediction of the continuations' texts. */
  combine(texts: string[]): JsonValue;
}

export function generationQuestion(context: InferenceContext, row: number, settings: GenerationSettings): Question {
  const { model, prompts, rows, outputColumn } = context;
  const { maxOutLen, minOutLen, stopWords, samplings } = settings;
  const fitted = fitPrompts(model, {
    mode: "gen",
    outputTokens: maxOutLen,
    iceIds: context.iceIds[row] ?? [],
    build: (iceIds) => [prompts.generationPrompt(row, iceIds)],
  });
  const { rendered, tokens } = fitted.prompts[0] as (typeof fitted.prompts)[number];
  const maxTokens = Math.min(maxOutLen, model.contextSize - tokens.length);
  const minTokens = Math.min(minOutLen, maxTokens);
  const gold = outputColumn === null ? null : (rows[row]?.[outputColumn] ?? null);
  return {
    kind: "generate",
    fitted,
    requests: samplings.map((sampling) => ({ tokens, maxTokens, minTokens, stopWords, sampling })),
    answer: (generations) => ({
      prediction: {
        origin_prompt: rendered.stored,
        prediction: settings.combine(generations.map((generation) => model.answerText(generation, stopWords))),
        ...(isTruthy(gold) && { gold }),
      },
      facts: {
        promptTokens: tokens.length * generations.length,
        generatedTokens: generations.reduce((sum, { tokenCounts }) => sum + tokenCounts.generated, 0),
        truncatedTokens: fitted.truncatedTokens,
        droppedShots: fitted.droppedShots,
        finishReason: worstFinish(generations),
      },
    }),
  };
}

/** A row counts as cut when any of its continuations was. */
function worstFinish(generations: readonly Generation[]): FinishReason {
  const reasons = generations.map(({ finishReason }) => finishReason);
  return reasons.find((reason) => reason === "length") ?? reasons[0] ?? "eos";
}
