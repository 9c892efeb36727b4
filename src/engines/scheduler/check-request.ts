// What every engine refuses to compute, before it computes anything of it.

import { OcLocalError } from "../../core/errors.ts";
import type { GenerateRequest, Generation, ScoreRequest } from "../../core/request.ts";

export interface RequestLimits {
  vocabularySize: number;
  /** Tokens one sequence may hold. */
  contextSize: number;
}

/** @throws OcLocalError ENGINE, CONTEXT_TOO_SMALL */
export function checkScoreRequest({ index, tokens, from }: ScoreRequest, limits: RequestLimits): void {
  if (!Number.isInteger(from) || from < 1 || from > tokens.length)
    throw new OcLocalError(
      "ENGINE",
      `score request ${index} asks from token ${from} of ${tokens.length} (1 to ${tokens.length} is possible)`,
      { hint: "nothing predicts the first token: put BOS or a context in front" },
    );
  if (tokens.length > limits.contextSize)
    throw new OcLocalError(
      "CONTEXT_TOO_SMALL",
      `score request ${index} has ${tokens.length} tokens, the context holds ${limits.contextSize}`,
      { hint: "raise --max-seq-len, or use fewer or shorter examples" },
    );
  checkTokens(tokens, limits, `score request ${index}`);
}

/** @throws OcLocalError ENGINE, CONTEXT_TOO_SMALL */
export function checkGenerateRequest({ index, tokens, maxTokens }: GenerateRequest, limits: RequestLimits): void {
  if (tokens.length === 0)
    throw new OcLocalError("ENGINE", `generate request ${index} has an empty prompt`, {
      hint: "a model needs at least one token to go on from: put BOS in front",
    });
  if (!Number.isInteger(maxTokens) || maxTokens < 0)
    throw new OcLocalError("ENGINE", `generate request ${index} asks for ${maxTokens} tokens`);
  if (tokens.length >= limits.contextSize)
    throw new OcLocalError(
      "CONTEXT_TOO_SMALL",
      `generate request ${index} has a prompt of ${tokens.length} tokens, which leaves no room in a context of ${limits.contextSize}`,
      { hint: "raise --max-seq-len, or use fewer or shorter examples" },
    );
  checkTokens(tokens, limits, `generate request ${index}`);
}

/** Native libraries trust token ids. @throws OcLocalError ENGINE for one outside the vocabulary. */
export function checkTokens(
  tokens: ArrayLike<number>,
  { vocabularySize }: Pick<RequestLimits, "vocabularySize">,
  where: string,
): void {
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] as number;
    if (token >= 0 && token < vocabularySize) continue;
    throw new OcLocalError(
      "ENGINE",
      `${where} holds token ${token} at position ${i}; the model's vocabulary has ${vocabularySize} tokens`,
      { hint: "tokenize with the model that is evaluated" },
    );
  }
}

/** The answer to a request for no tokens. */
export function emptyGeneration({ index, tokens }: GenerateRequest): Generation {
  const tokenCounts = { prompt: tokens.length, generated: 0 };
  return { index, text: "", tokens: new Int32Array(0), finishReason: "length", tokenCounts };
}

/** Tokens of the longest text that is computed for an answer. */
export function scoreLength({ tokens }: ScoreRequest): number {
  return tokens.length;
}

export function generateLength({ tokens, maxTokens }: GenerateRequest): number {
  return tokens.length + Math.max(0, maxTokens - 1);
}
