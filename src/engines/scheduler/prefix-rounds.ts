// Plans how a window of score requests is computed in batches so that every distinct token is computed once. Requests in
// the order of their token ids are a walk through their prefix tree; the walk's new tokens are cut into rounds, each one
// batch, whatever the tree's shape:
//
//   request 1   A B C d      computes A B C
//   request 2   A B C e f    computes e          C was asked for d and e when it was computed
//   request 3   A B g h      computes g          A and B are in the cells of request 1
//
// In a round every request is a sequence of its own; a token that several share is one cell that belongs to all of
// them. Between rounds only the last request's cells stay (the spine): whatever a later request shares with any earlier
// one, it shares with that one. Position p holds tokens[p] and predicts tokens[p + 1]; it is asked at once for the next
// tokens of all requests that run through it.

import type { ScoreRequest, ScoreResult } from "../../core/request.ts";
import { askedAt, type Leaf, loneLeaf, pathEnd, type RoundPart, sharedLeaves } from "./prefix-leaves.ts";
import { type PackedBatch, packRound } from "./round-batch.ts";

export interface RoundLimits {
  /** Most tokens of a round. */
  tokens: number;
  /** Most positions of a round that are asked for something. */
  rows: number;
  sequences: number;
  /** Tokens that all sequences together can hold. */
  cells: number;
  /** False computes every request alone and whole: what sharing saves is measured against it. */
  sharing: boolean;
}

/** The sequence that holds the tokens computed last. */
export interface Spine {
  sequence: number;
  tokens: Int32Array;
}

export interface Round {
  batch: PackedBatch;
  parts: RoundPart[];
}

export class PrefixRounds {
  readonly #limits: RoundLimits;
  readonly #leaves: Leaf[];
  #spine: Spine;
  /** The walk goes on at this leaf and position. */
  #next = 0;
  #position: number | undefined;
  #answers: (Map<number, number> | undefined)[] = [];

  /** @param spine What earlier rounds left in the cells. */
  constructor(requests: readonly ScoreRequest[], spine: Spine, limits: RoundLimits) {
    this.#limits = limits;
    this.#spine = spine;
    this.#leaves = limits.sharing ? sharedLeaves(requests, spine.tokens) : requests.map(loneLeaf);
  }

  get spine(): Spine {
    return this.#spine;
  }

  /** The next round, or null when all are planned. Does not need the results of the rounds before. */
  plan(): Round | null {
    if (this.#next === this.#leaves.length) return null;
    const parts = this.#takeParts();
    if (parts.length === 0) throw new RangeError(`no token fits into a round of ${JSON.stringify(this.#limits)}`);
    const { batch, last } = packRound(parts, { sequences: this.#limits.sequences, spine: this.#spine.sequence });
    if (last !== undefined) {
      this.#spine = { sequence: last.sequence, tokens: last.leaf.request.tokens.subarray(0, last.end) };
    }
    return { batch, parts };
  }

  /** Results of the requests that the round finished. @param logProbs In the order of the batch's targets. */
  *collect({ parts }: Round, logProbs: Float32Array): Generator<ScoreResult> {
    let next = 0;
    for (const { leaf, start, end } of parts) {
      if (start === leaf.start) this.#answers.length = Math.min(this.#answers.length, leaf.shared);
      for (let position = start; position < end; position++) {
        const asked = askedAt(leaf, position);
        if (asked.length > 0)
          this.#answers[position] = new Map(asked.map((token) => [token, logProbs[next++] as number]));
      }
      if (end === pathEnd(leaf.request)) yield resultOf(leaf.request, this.#answers);
    }
  }

  /** Whole leaves as long as they fit, and a part of the one that does not. */
  #takeParts(): RoundPart[] {
    const { cells, tokens, rows, sequences } = this.#limits;
    const kept = this.#position ?? (this.#leaves[this.#next] as Leaf).start;
    const room = { tokens: Math.min(compactTokens(tokens, kept), cells - kept), rows, sequences };
    const parts: RoundPart[] = [];
    for (; this.#next < this.#leaves.length; this.#next++, this.#position = undefined) {
      const leaf = this.#leaves[this.#next] as Leaf;
      const start = this.#position ?? leaf.start;
      const end = fittingEnd(leaf, start, room);
      const whole = pathEnd(leaf.request);
      if (end === start && end < whole) break;
      parts.push({ leaf, start, end });
      if (end < whole) {
        this.#position = end;
        break;
      }
    }
    return parts;
  }
}

/**
 * Attention looks through the cells up to the last one in use, in steps of 256, also where they belong to others: a round that ends
 * with such a step is worth being smaller for it, down to a part where the weights are read too often for too few tokens. Full
 * tiles of queries (64) save as much again. On a CPU both together make five-shot questions 8 % faster.
 *
 * @param kept Cells in use before the round.
 */
function compactTokens(most: number, kept: number): number {
  const lastStep = Math.floor((kept + most) / cellStep) * cellStep;
  const compact = Math.floor((lastStep - kept) / queryTile) * queryTile;
  return compact >= most * smallestPart ? compact : most;
}

const cellStep = 256;
const queryTile = 64;
const smallestPart = 0.75;

/** How far a leaf can be computed in what room is left, which is lessened by it. */
function fittingEnd(leaf: Leaf, start: number, room: { tokens: number; rows: number; sequences: number }): number {
  const whole = pathEnd(leaf.request);
  if (start === whole) return whole;
  if (room.sequences === 0) return start;
  let end = start;
  for (; end < whole && room.tokens > 0; end++, room.tokens--) {
    if (askedAt(leaf, end).length === 0) continue;
    if (room.rows === 0) break;
    room.rows--;
  }
  if (end > start) room.sequences--;
  return end;
}

function resultOf({ index, tokens, from }: ScoreRequest, answers: (Map<number, number> | undefined)[]): ScoreResult {
  const logProbs = new Float32Array(tokens.length - from);
  for (let position = from; position < tokens.length; position++)
    logProbs[position - from] = answers[position - 1]?.get(tokens[position] as number) ?? Number.NaN;
  return { index, logProbs };
}
