// What an engine was asked for one row and what it answered, token by token, small enough to be sent and kept: the requests of
// a row mostly begin alike, so each holds only what it does not share with the first.
//
//   request 0   [ context .............. ][ option A ]      shared 0
//   request 1   [ taken from request 0   ][ option B ]      shared = where the options part

import { fingerprint } from "../core/fingerprint.ts";
import type { Generation, ScoreResult } from "../core/request.ts";
import { commonPrefix } from "../core/token-sequence.ts";
import type { Question } from "../inferencers/inferencer.ts";

export interface RowTrace {
  /** Fingerprint of the prompts as text. */
  text: string;
  requests: RequestTrace[];
}

export interface RequestTrace {
  /** Leading tokens that are those of the row's first request, with their log-probabilities. */
  shared: number;
  /** The tokens behind them. */
  tokens: Int32Array;
  /** First token of the whole sequence that was scored; its length where none was. */
  from: number;
  /** First token that counts for the row's value: at least `from`. */
  valuedFrom: number;
  /** Of the tokens from `from` on that are not shared. */
  logProbs: Float32Array;
  /** Absent where nothing was generated. */
  generated?: Int32Array;
}

/** A request with everything it shares written out. */
export interface WholeRequest extends Omit<RequestTrace, "tokens" | "logProbs"> {
  tokens: Int32Array;
  /** `[tokens.length]`, NaN where the token was not scored. */
  logProbs: Float32Array;
}

/** @param results One per request, in their order. */
export function traceRow(question: Question, results: readonly (ScoreResult | Generation)[]): RowTrace {
  const text = fingerprint(...question.fitted.prompts.map(({ rendered }) => rendered.text)).slice(0, 32);
  const first = question.requests[0]?.tokens ?? new Int32Array();
  const sharedWith = (tokens: Int32Array, i: number) => (i === 0 ? 0 : commonPrefix(first, tokens));
  if (question.kind === "generate") {
    const requests = question.requests.map(({ tokens }, i): RequestTrace => {
      const shared = sharedWith(tokens, i);
      return {
        shared,
        tokens: tokens.slice(shared),
        from: tokens.length,
        valuedFrom: tokens.length,
        logProbs: new Float32Array(),
        generated: (results[i] as Generation).tokens.slice(),
      };
    });
    return { text, requests };
  }
  const { valuedFrom } = question;
  const requests = question.requests.map(({ tokens, from }, i): RequestTrace => {
    // What the first request was not asked for cannot be taken from it.
    const shared = from < (question.requests[0]?.from ?? 0) ? 0 : sharedWith(tokens, i);
    const { logProbs } = results[i] as ScoreResult;
    return {
      shared,
      tokens: tokens.slice(shared),
      from,
      valuedFrom: Math.max(from, valuedFrom?.[i] ?? from),
      logProbs: logProbs.slice(Math.max(0, shared - from)),
    };
  });
  return { text, requests };
}

export function wholeRequests({ requests }: RowTrace): WholeRequest[] {
  const whole: WholeRequest[] = [];
  for (const request of requests) {
    const { shared, tokens: own, from, logProbs: scored } = request;
    const first = whole[0];
    const tokens = new Int32Array(shared + own.length);
    const logProbs = new Float32Array(tokens.length).fill(Number.NaN);
    if (first !== undefined) {
      tokens.set(first.tokens.subarray(0, shared));
      logProbs.set(first.logProbs.subarray(0, shared));
    }
    tokens.set(own, shared);
    logProbs.set(scored, Math.max(from, shared));
    whole.push({ ...request, tokens, logProbs });
  }
  return whole;
}
