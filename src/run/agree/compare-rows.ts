// One row as two sides answered it: what counts towards their agreement. The rules that decide what is compared stand here:
//
//   prompt a   1  17  42  42   9 | 5  6       ids are compared place by place,
//   prompt b   1  17  42  42   8 | 5  6       log-probabilities up to the first id that differs: behind it
//              =   =   =   =   x   -  -       the two were asked different things

import { isDeepStrictEqual } from "node:util";
import { type WholeRequest, wholeRequests } from "../../ask/row-trace.ts";
import { type AgreementCounts, noCounts } from "../../core/agreement.ts";
import { optionDivergence } from "../../core/divergence.ts";
import { commonPrefix } from "../../core/token-sequence.ts";
import type { AnsweredRow } from "./answered-row.ts";

/** A row of both sides with its requests written out. */
export interface RowPair {
  a: AnsweredRow;
  b: AnsweredRow;
  /** As many as the side with more requests has. */
  requests: RequestPair[];
}

export interface RequestPair {
  a: WholeRequest;
  b: WholeRequest;
  /** First token that no earlier request of the row has too, on both sides: those before it are counted there. */
  start: number;
  /** Leading tokens with the same ids. */
  common: number;
}

export function pairRows(a: AnsweredRow, b: AnsweredRow): RowPair {
  const others = wholeRequests(b.trace);
  const requests: RequestPair[] = [];
  for (const [i, request] of wholeRequests(a.trace).entries()) {
    const other = others[i] as WholeRequest;
    const shared = requests.map((earlier) =>
      Math.min(commonPrefix(earlier.a.tokens, request.tokens), commonPrefix(earlier.b.tokens, other.tokens)),
    );
    const common = commonPrefix(request.tokens, other.tokens);
    requests.push({ a: request, b: other, start: Math.max(0, ...shared), common });
  }
  return { a, b, requests };
}

export function countRow(pair: RowPair): AgreementCounts {
  const { a, b, requests } = pair;
  const counts = noCounts();
  counts.rows = 1;
  counts.otherTexts = a.trace.text === b.trace.text ? 0 : 1;
  for (const request of requests) {
    countTokens(request, counts);
    countGenerated(request, counts);
    for (const { distance } of logProbDistances(request)) {
      counts.logProbs.count += 1;
      counts.logProbs.sum += distance;
      counts.logProbs.max = Math.max(counts.logProbs.max, distance);
    }
  }
  if (a.options.length > 1) {
    counts.divergence = { rows: 1, sum: optionDivergence(optionScores(pair, "a"), optionScores(pair, "b")) };
    counts.choices = { same: a.chosen === b.chosen ? 1 : 0, of: 1 };
  }
  if (a.answer !== undefined) counts.answers = { same: isDeepStrictEqual(a.answer, b.answer) ? 1 : 0, of: 1 };
  if (a.isRight !== null && b.isRight !== null) {
    counts.judged = {
      rows: 1,
      rightInA: a.isRight ? 1 : 0,
      rightInB: b.isRight ? 1 : 0,
      onlyInA: a.isRight && !b.isRight ? 1 : 0,
      onlyInB: b.isRight && !a.isRight ? 1 : 0,
    };
  }
  return counts;
}

function countTokens({ a, b, start }: RequestPair, { tokens }: AgreementCounts): void {
  const length = Math.max(a.tokens.length, b.tokens.length);
  tokens.of += length - start;
  for (let i = start; i < length; i++) if (a.tokens[i] === b.tokens[i]) tokens.same += 1;
}

function countGenerated({ a, b }: RequestPair, { generated }: AgreementCounts): void {
  if (a.generated === undefined || b.generated === undefined) return;
  generated.same += commonPrefix(a.generated, b.generated);
  generated.of += Math.max(a.generated.length, b.generated.length);
}

/** Every scored token behind the same tokens, with how far its log-probabilities are apart. */
export function* logProbDistances({ a, b, start, common }: RequestPair): Generator<{
  position: number;
  distance: number;
}> {
  for (let position = Math.max(start, a.valuedFrom, b.valuedFrom); position < common; position++) {
    const [left, right] = [a.logProbs[position] as number, b.logProbs[position] as number];
    // Two infinities are the same, their difference is no number.
    yield { position, distance: left === right ? 0 : Math.abs(left - right) };
  }
}

/** Log-likelihood of each option: the sum over the tokens that its value is made of. */
function optionScores({ a: { options }, requests }: RowPair, side: "a" | "b"): number[] {
  return options.map((_, i) => {
    const { logProbs, valuedFrom } = (requests[i] as RequestPair)[side];
    return logProbs.subarray(valuedFrom).reduce((sum, logProb) => sum + logProb, 0);
  });
}
