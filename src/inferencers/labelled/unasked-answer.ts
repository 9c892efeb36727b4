// Normalised PPL: every answer is also scored behind a text that asks nothing (normalizing_str), and that value is taken off.
// The template's separator token marks where the answer begins.
// docs/exactness.md E7.4.

import { OcLocalError } from "../../core/errors.ts";
import type { Prompt } from "../../core/prompt.ts";
import type { PromptedModel } from "../inferencer.ts";

/** A prompt cut at its separator token. */
export interface SeparatedPrompt {
  context: string;
  answer: string;
}

/** An answer with its own context and without it. */
export interface UnaskedAnswer {
  /** Tokens of the question in front of the answer, BOS among them. */
  contextLength: number;
  /** The answer behind the normalising text. */
  tokens: Int32Array;
  /** Tokens of the normalising text, BOS among them. */
  normalizingLength: number;
  /** Tokens of the prompt with the separator written out, which is what upstream's BPB counts. */
  countedTokens: number;
}

/** @param prompt With its separator token. */
export function separate(prompt: Prompt, separator: string): SeparatedPrompt {
  const at = typeof prompt === "string" ? prompt.indexOf(separator) : -1;
  if (typeof prompt === "string" && at >= 0) {
    return { context: prompt.slice(0, at), answer: prompt.slice(at).replaceAll(separator, "") };
  }
  const found =
    typeof prompt === "string" ? `it is ${JSON.stringify(prompt.slice(0, 80))}` : "it is a list of sections";
  throw new OcLocalError(
    "TEMPLATE",
    `normalizingStr needs a prompt of plain text with sepToken "${separator}": ${found}`,
    {
      hint: "write infer.promptTemplate as text per label, with the separator in front of the answer",
    },
  );
}

export function unaskedAnswer(
  model: PromptedModel,
  { context, answer }: SeparatedPrompt,
  { normalizingStr, separator }: { normalizingStr: string; separator: string },
): UnaskedAnswer {
  const tokens = (text: string) => model.tokenize(model.render(text, "ppl"));
  return {
    contextLength: tokens(context).length,
    tokens: tokens(normalizingStr + answer),
    normalizingLength: tokens(normalizingStr).length,
    countedTokens: tokens(context + separator + answer).length,
  };
}
