// Plans how a window of score requests is computed on one sequence so that every distinct token is computed about once.
// Requests in the order of their token ids are a walk through their prefix tree: each step keeps the prefix it shares
// with what was computed before, erases the rest and computes what is new.
//
//   request 1   A B C d          computes A B C     (d is only predicted, by C)
//   request 2   A B C e f        computes e         C was asked for d and e when it was computed
//   request 3   A B g            computes nothing   B was asked for C and g
//
// Position p holds tokens[p] and predicts tokens[p + 1]. Its logits exist only while it is computed, so it is asked at once
// for the next tokens of all requests that run through it.

import type { ScoreRequest } from "../../core/request.ts";
import { commonPrefix, compareSequences } from "../../core/token-sequence.ts";
import { askedTokens } from "./prefix-leaves.ts";

export interface WalkStep {
  request: ScoreRequest;
  /** Tokens of the cache that stay; those behind are erased. */
  keep: number;
  /** `asked[i]`: next tokens that position `keep + i` is asked for. As long as there are positions to compute. */
  asked: number[][];
  /** What positions below this one answered earlier in the walk stays valid. */
  answered: number;
}

export interface WalkOptions {
  /** Tokens the sequence holds before the first step. */
  cached: ArrayLike<number>;
  /** False for models whose state cannot be cut back (recurrent ones): they keep all of their cache or nothing. */
  canRollBack: boolean;
}

/** One step per request, in the order to take them. */
export function* planWalk(requests: readonly ScoreRequest[], options: WalkOptions): Generator<WalkStep> {
  const ordered = [...requests].sort((a, b) => compareSequences(a.tokens, b.tokens));
  const shared = ordered.map((request, i) => commonPrefix(ordered[i - 1]?.tokens ?? [], request.tokens));
  let cached = options.cached;
  let answered = 0;
  for (const [i, request] of ordered.entries()) {
    answered = Math.min(answered, shared[i] as number);
    const end = request.tokens.length - 1;
    if (Math.max(request.from - 1, answered) >= end) {
      yield { request, keep: cached.length, asked: [], answered };
      continue;
    }
    const asked = askedTokens(ordered, shared, { first: i, start: answered });
    const firstAsked = answered + asked.findIndex((tokens) => tokens.length > 0);
    const keep = keptTokens(Math.min(commonPrefix(cached, request.tokens), firstAsked), cached.length, options);
    yield { request, keep, asked: fromPosition(asked, keep - answered), answered };
    cached = request.tokens.subarray(0, end);
    answered = end;
  }
}

/** How much of a cache stays where only `wanted` of its tokens are of use. */
export function keptTokens(wanted: number, cached: number, { canRollBack }: { canRollBack: boolean }): number {
  return canRollBack || wanted === cached ? wanted : 0;
}

/** The list from another position on; positions before its start were answered and ask nothing. */
function fromPosition(asked: number[][], offset: number): number[][] {
  if (offset >= 0) return asked.slice(offset);
  return [...Array.from({ length: -offset }, () => []), ...asked];
}
