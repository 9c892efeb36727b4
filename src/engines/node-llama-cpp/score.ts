// Log-probabilities of given tokens. Requests are planned in windows (scheduler/prefix-walk.ts) and walked on one sequence.

import type { Token } from "node-llama-cpp";
import { OcLocalError } from "../../core/errors.ts";
import type { ScoreRequest, ScoreResult } from "../../core/request.ts";
import { checkScoreRequest, type RequestLimits } from "../scheduler/check-request.ts";
import { planWalk, type WalkStep } from "../scheduler/prefix-walk.ts";
import type { RequestSource } from "../scheduler/request-flow.ts";
import { fillWindow } from "../scheduler/window.ts";
import type { Computed, SequenceCache, TokenToCompute } from "./sequence-cache.ts";

export interface ScoreContext extends RequestLimits {
  cache: SequenceCache;
  signal: AbortSignal | undefined;
}

/** Log-probabilities by next token, per position of the path through the prefix tree; empty where nothing was asked. */
type Answers = (ReadonlyMap<number, number> | undefined)[];

export async function* scoreFlow(
  flow: RequestSource<ScoreRequest>,
  context: ScoreContext,
): AsyncGenerator<ScoreResult> {
  await context.cache.cut(0);
  for (;;) {
    const window = await fillWindow(flow);
    if (window.length === 0) return;
    for (const request of window) checkScoreRequest(request, context);
    yield* scoreWindow(window, context);
  }
}

async function* scoreWindow(window: ScoreRequest[], { cache, signal }: ScoreContext): AsyncGenerator<ScoreResult> {
  const answers: Answers = [];
  const { canRollBack } = cache.settings;
  for (const step of planWalk(window, { cached: cache.tokens, canRollBack })) {
    answers.length = step.answered;
    await cache.cut(step.keep);
    const computed = await cache.compute(tokensToCompute(step), signal);
    for (const [i, asked] of step.asked.entries())
      if (asked.length > 0) answers[step.keep + i] = readLogProbs(computed[i], asked);
    yield collect(step.request, answers);
  }
}

/**
 * Greedy sampling marks the most likely token, whose logit is asked along: llama.cpp's `totalLogitWeight` is the sum of
 * e^(logit - largest logit) over the vocabulary. (`includeMax` leaves the largest logit out in node-llama-cpp 3.22.1.)
 */
function tokensToCompute({ request, keep, asked }: WalkStep): TokenToCompute[] {
  return asked.map((next, i) => {
    const token = request.tokens[keep + i] as Token;
    if (next.length === 0) return token;
    const logits = next.length > longestFilter || { filter: { tokens: next as Token[], includeSelected: true } };
    const options = { temperature: 0, seed: 0 };
    return [token, { generateNext: { token: true, logits, totalLogitWeight: true, options } }];
  });
}

/** The filter is searched once for every token of the vocabulary; beyond this the whole vocabulary is cheaper. */
const longestFilter = 256;

/** ln p(token) = logit - largest logit - ln(sum of e^(logit - largest logit)). */
function readLogProbs(computed: Computed, asked: readonly number[]): ReadonlyMap<number, number> {
  const { token, logits, totalLogitWeight } = computed?.next ?? {};
  const largest = token == null ? undefined : logits?.get(token);
  if (logits === undefined || largest === undefined || totalLogitWeight === undefined)
    throw new OcLocalError("ENGINE", "node-llama-cpp returned no logits for a position that was asked for them");
  return new Map(
    asked.map((next) => {
      // NaN where the model computed none: it costs the request that asked, not the flow.
      const logProb = (logits.get(next as Token) ?? Number.NaN) - largest - Math.log(totalLogitWeight);
      return [next, logProb];
    }),
  );
}

function collect({ index, tokens, from }: ScoreRequest, answers: Answers): ScoreResult {
  const logProbs = new Float32Array(tokens.length - from);
  for (let position = from; position < tokens.length; position++)
    logProbs[position - from] = answers[position - 1]?.get(tokens[position] as number) ?? Number.NaN;
  return { index, logProbs };
}
