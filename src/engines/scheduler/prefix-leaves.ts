// Score requests as the leaves of their prefix tree: what each shares with the one before it, where its own tokens begin, and
// what its positions are asked for. Shared by everything that walks the tree.

import type { ScoreRequest } from "../../core/request.ts";
import { commonPrefix, compareSequences } from "../../core/token-sequence.ts";

/** A request in the walk. */
export interface Leaf {
  request: ScoreRequest;
  /** Tokens shared with the leaf before it. */
  shared: number;
  /** First position to compute; those before are in the spine or computed by an earlier leaf. */
  start: number;
  /** `asked[p - start]`: next tokens that position p is asked for. */
  asked: number[][];
}

/** A request's share of a round: its positions `start` to `end`. */
export interface RoundPart {
  leaf: Leaf;
  start: number;
  end: number;
}

/** In the order of the walk. @param cached Tokens that are computed already. */
export function sharedLeaves(requests: readonly ScoreRequest[], cached: Int32Array): Leaf[] {
  const ordered = [...requests].sort((a, b) => compareSequences(a.tokens, b.tokens));
  const shared = ordered.map((request, i) =>
    i === 0 ? 0 : commonPrefix(ordered[i - 1]?.tokens ?? [], request.tokens),
  );
  let computed = 0; // positions of the current path that are computed, so far as the next request shares them
  return ordered.map((request, i) => {
    const end = pathEnd(request);
    computed = Math.min(computed, shared[i] as number);
    const asked = askedTokens(ordered, shared, { first: i, start: Math.min(computed, end) });
    let start = Math.min(computed, end);
    if (i === 0) {
      // Cells of an earlier window serve up to the first position that is asked for something: its logits are gone.
      const firstAsked = asked.findIndex((tokens) => tokens.length > 0);
      start = Math.min(commonPrefix(cached, request.tokens), firstAsked === -1 ? end : firstAsked, end);
      asked.splice(0, start);
    }
    computed = Math.max(computed, end);
    return { request, shared: shared[i] as number, start, asked };
  });
}

/** A request that shares nothing. */
export function loneLeaf(request: ScoreRequest): Leaf {
  return { request, shared: 0, start: 0, asked: askedTokens([request], [0], { first: 0, start: 0 }) };
}

/** For each position of request `first` from `start` on: the next tokens asked by it and those after it. */
export function askedTokens(
  ordered: readonly ScoreRequest[],
  shared: readonly number[],
  { first, start }: { first: number; start: number },
): number[][] {
  const positions = pathEnd(ordered[first] as ScoreRequest);
  const asked: number[][] = Array.from({ length: positions - start }, () => []);
  let together = Infinity; // tokens that all requests from `first` on have in common
  for (let j = first; j < ordered.length && together > start; j++) {
    const { tokens, from } = ordered[j] as ScoreRequest;
    if (j > first) together = Math.min(together, shared[j] as number);
    const end = Math.min(together, positions, tokens.length - 1);
    for (let p = Math.max(start, from - 1); p < end; p++) {
      const next = tokens[p + 1] as number;
      const list = asked[p - start] as number[];
      if (!list.includes(next)) list.push(next);
    }
  }
  return asked;
}

/** Positions that a request needs computed: all but its last token; none where it asks for nothing. */
export function pathEnd({ tokens, from }: ScoreRequest): number {
  return from < tokens.length ? tokens.length - 1 : 0;
}

/** Next tokens that a position of a leaf is asked for. */
export function askedAt({ asked, start }: Leaf, position: number): readonly number[] {
  return asked[position - start] as number[];
}
