// Where a row differs first: in its prompt's tokens, which explain everything behind them; else in what was chosen, generated or
// extracted; else in a log-probability by more than rounding does.

import { isDeepStrictEqual } from "node:util";
import type { DifferenceSide, RowDifference } from "../../core/agreement.ts";
import { commonPrefix } from "../../core/token-sequence.ts";
import type { AnsweredRow } from "./answered-row.ts";
import { logProbDistances, type RequestPair, type RowPair } from "./compare-rows.ts";

/** Before its tokens have a text: only the side's tokenizer knows it. */
export interface UnreadSide extends Omit<DifferenceSide, "text"> {
  /** The token in front of the first one, which may decide whether that begins with a space. */
  before: number | null;
  /** Of an answer, which has a text without a tokenizer. */
  answer?: string;
}

export type FoundDifference = Omit<RowDifference<UnreadSide>, "dataset" | "row">;

/** Tokens shown from the first that differs on. */
const shownTokens = 8;

/** Undefined where tokens, choice, generated tokens and answer are the same. */
export function findDifference(pair: RowPair): FoundDifference | undefined {
  return otherTokens(pair) ?? otherChoice(pair) ?? otherGeneration(pair) ?? otherAnswer(pair);
}

function otherTokens(pair: RowPair): FoundDifference | undefined {
  const i = pair.requests.findIndex(({ a, b, common }) => common < Math.max(a.tokens.length, b.tokens.length));
  const request = pair.requests[i];
  if (request === undefined) return undefined;
  const at = request.common;
  const option = optionAt(pair, i, at);
  const place = { kind: "tokens", position: at, measure: null } as const;
  return both(place, (side) => sideAt(request[side].tokens, at, { option, value: null }));
}

/** With the value that decides and the tokens by which the two options differ. */
function otherChoice(pair: RowPair): FoundDifference | undefined {
  if (pair.a.chosen === pair.b.chosen) return undefined;
  const [ofA, ofB] = [requestOf(pair, pair.a), requestOf(pair, pair.b)];
  const at = commonPrefix(ofA.a.tokens, ofB.a.tokens);
  return both({ kind: "choice", position: at, measure: pair.a.convention }, (side) => {
    const { options, values, chosen: option } = pair[side];
    const chosenBySide = side === "a" ? ofA : ofB;
    return sideAt(chosenBySide[side].tokens, at, { option, value: values[options.indexOf(option ?? "")] ?? null });
  });
}

function requestOf({ requests }: RowPair, { options, chosen }: AnsweredRow): RequestPair {
  return requests[options.indexOf(chosen ?? "")] as RequestPair;
}

function otherGeneration({ requests }: RowPair): FoundDifference | undefined {
  for (const { a, b } of requests) {
    const [left = new Int32Array(), right = new Int32Array()] = [a.generated, b.generated];
    const at = commonPrefix(left, right);
    if (at === left.length && at === right.length) continue;
    const place = { kind: "generated", position: at, measure: null } as const;
    return both(place, (side) => sideAt(side === "a" ? left : right, at, { option: null, value: null }));
  }
  return undefined;
}

function otherAnswer({ a, b }: RowPair): FoundDifference | undefined {
  if (isDeepStrictEqual(a.answer, b.answer)) return undefined;
  const text = ({ answer }: AnsweredRow) => (typeof answer === "string" ? answer : JSON.stringify(answer ?? null));
  return both({ kind: "answer", position: null, measure: null }, (side) => ({
    option: null,
    tokens: [],
    before: null,
    value: null,
    answer: text(side === "a" ? a : b),
  }));
}

/** The row's first log-probability that is apart by more. @param tolerance In nats. */
export function findDistance(pair: RowPair, tolerance: number): FoundDifference | undefined {
  for (const [i, request] of pair.requests.entries())
    for (const { position, distance } of logProbDistances(request))
      if (distance > tolerance) return distanceAt(pair, i, position);
  return undefined;
}

/** The row's largest distance; undefined where nothing can be compared. */
export function findLargest(pair: RowPair): { distance: number; difference: FoundDifference } | undefined {
  let largest: { distance: number; i: number; position: number } | undefined;
  for (const [i, request] of pair.requests.entries())
    for (const { position, distance } of logProbDistances(request))
      if (largest === undefined || distance > largest.distance) largest = { distance, i, position };
  if (largest === undefined) return undefined;
  return { distance: largest.distance, difference: distanceAt(pair, largest.i, largest.position) };
}

function distanceAt(pair: RowPair, i: number, position: number): FoundDifference {
  const request = pair.requests[i] as RequestPair;
  const option = optionAt(pair, i, position);
  return both({ kind: "logProb", position, measure: "logProb" }, (side) => {
    const { tokens, logProbs } = request[side];
    const value = logProbs[position] as number;
    return { ...sideAt(tokens, position, { option, value }), tokens: [tokens[position] as number] };
  });
}

/** The option that a place belongs to; null where all options share it, or the row has none. */
function optionAt({ a: { options }, requests }: RowPair, i: number, position: number): string | null {
  const isShared = i === 0 && options.length > 1 && requests.slice(1).every(({ start }) => position < start);
  return isShared ? null : (options[i] ?? null);
}

function both(
  place: Pick<FoundDifference, "kind" | "position" | "measure">,
  side: (name: "a" | "b") => UnreadSide,
): FoundDifference {
  return { ...place, a: side("a"), b: side("b") };
}

function sideAt(tokens: Int32Array, at: number, known: Pick<UnreadSide, "option" | "value">): UnreadSide {
  return { ...known, tokens: [...tokens.subarray(at, at + shownTokens)], before: tokens[at - 1] ?? null };
}
