// Makes a prompt fit: in-context examples are left out from the end while it is too long, then tokens are cut, and both
// are counted. One set of examples serves all texts of a row (all options of a PPL question), so that no option is asked
// with other shots than its rivals.
// docs/exactness.md E8.1.

import { OcLocalError } from "../core/errors.ts";
import type { Prompt, PromptMode } from "../core/prompt.ts";
import type { FittedPrompt, FittedPrompts, PromptedModel } from "./inferencer.ts";

export interface FitRequest {
  mode: PromptMode;
  /** Tokens that will be generated after the prompt. */
  outputTokens: number;
  iceIds: number[];
  /** The row's prompts (one, or one per label) with the given examples. */
  build(iceIds: number[]): Prompt[];
}

export function fitPrompts(model: PromptedModel, { mode, outputTokens, iceIds, build }: FitRequest): FittedPrompts {
  const limit = model.promptLimit(outputTokens);
  let kept = iceIds;
  let prompts = tokenizeAll(model, mode, build(kept));
  while (kept.length > 0 && longest(prompts) > limit) {
    kept = kept.slice(0, -1);
    prompts = tokenizeAll(model, mode, build(kept));
  }
  let truncatedTokens = 0;
  for (const prompt of prompts) {
    if (prompt.tokens.length === 0)
      throw new OcLocalError("TEMPLATE", "the prompt is empty: it has no token to start from", {
        hint: "the template makes no text of this row: oc-local prompt --row shows what it is asked",
      });
    prompt.tokens = cutTokens(prompt, limit, model);
    truncatedTokens += prompt.whole.length - prompt.tokens.length;
  }
  return { prompts, iceIds: kept, droppedShots: iceIds.length - kept.length, truncatedTokens };
}

function tokenizeAll(model: PromptedModel, mode: PromptMode, prompts: Prompt[]): FittedPrompt[] {
  return prompts.map((prompt) => {
    const rendered = model.render(prompt, mode);
    const tokens = model.tokenize(rendered);
    return { rendered, tokens, whole: tokens };
  });
}

/** Upstream's tokenizers cut, then put BOS in front (docs/exactness.md E8.2); what a chat template writes is text, its BOS too. */
function cutTokens({ rendered, tokens }: FittedPrompt, limit: number, model: PromptedModel): Int32Array {
  if (tokens.length <= limit) return tokens;
  if (model.truncationSide === "error") throw tooLong(tokens.length, limit);
  if (model.truncationSide === "right") return tokens.subarray(0, limit);
  if (model.truncationSide === "middle") {
    const { head, tail } = middleParts(limit);
    return Int32Array.of(...tokens.subarray(0, head), ...tokens.subarray(tokens.length - tail));
  }
  const end = tokens.slice(tokens.length - limit);
  if (!rendered.hasTemplate && model.bosToken !== null && tokens[0] === model.bosToken) end[0] = model.bosToken;
  return end;
}

/** Tokens that are left of both ends of a prompt that loses its middle. */
export function middleParts(limit: number): { head: number; tail: number } {
  const tail = Math.floor(limit / 2);
  return { head: limit - tail, tail };
}

function tooLong(tokens: number, limit: number): OcLocalError {
  return new OcLocalError(
    "CONTEXT_TOO_SMALL",
    `the prompt has ${tokens} tokens, ${limit} fit, and truncation=error cuts none: left, right or middle would`,
    { hint: "cut prompts on the left: --tokenizer-kwargs truncation=left" },
  );
}

function longest(prompts: FittedPrompt[]): number {
  return Math.max(...prompts.map(({ tokens }) => tokens.length));
}
