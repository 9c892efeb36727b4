// A request's sampling settings as node-llama-cpp takes them for one token.

import type { LlamaModel, Token, TokenBias } from "node-llama-cpp";
import { OcLocalError } from "../../core/errors.ts";
import type { Sampling } from "../../core/request.ts";
import type { Library } from "./library.ts";

export interface SamplingState {
  /** Prompt and generated tokens, which the repetition penalty is applied to. */
  history: readonly Token[];
  /** Tokens generated so far. */
  step: number;
  /** Tokens that must not come next. */
  banned: TokenBias | undefined;
}

export function samplingOptions(sampling: Sampling, { history, step, banned }: SamplingState) {
  const { temperature, topK, topP, minP, repetitionPenalty } = sampling;
  const penalty = {
    repeatPenalty: { penalty: repetitionPenalty, punishTokens: () => [...history], maxPunishTokens: history.length },
  };
  return {
    ...(temperature > 0 ? { temperature, topK, topP, minP } : { temperature: 0 }),
    seed: stepSeed(sampling.seed, step),
    ...(repetitionPenalty === 1 ? {} : penalty),
    ...(banned === undefined ? {} : { tokenBias: banned }),
  };
}

/** Each token is drawn by a new sampler, so each needs its own seed: the request's, mixed with the token's number. */
function stepSeed(seed: number, step: number): number {
  let mixed = Math.imul(seed ^ Math.imul(step + 1, 0x9e3779b1), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/**
 * A bias that bans the given tokens. `TokenBias.set` ignores tokens that end a generation, which are the very ones to ban
 * here, so the map behind it is filled directly; node-llama-cpp's version is pinned.
 */
export function banTokens(library: Library, model: LlamaModel, tokens: readonly Token[]): TokenBias {
  const bias = new library.TokenBias(model.tokenizer);
  const biases = (bias as unknown as { _biases?: unknown })._biases;
  if (!(biases instanceof Map))
    throw new OcLocalError("ENGINE", "this version of node-llama-cpp cannot ban end tokens", {
      hint: "set minOutLen to 0, or install the version of node-llama-cpp that package.json names",
    });
  for (const token of tokens) biases.set(token, -Infinity);
  return bias;
}
