// Rows of a comparison, written in tests.

import type { RequestTrace } from "../../../src/ask/row-trace.ts";
import type { AnsweredRow } from "../../../src/run/agree/answered-row.ts";

/** Token ids behind each other, and the log-probabilities of those that are scored: the last ones. */
export interface WrittenRequest {
  tokens: number[];
  logProbs?: number[];
  /** Leading tokens taken from the first request; `tokens` and `logProbs` are those behind them. */
  shared?: number;
  /** Of the scored tokens the first that counts, counted from the start. */
  valuedFrom?: number;
  generated?: number[];
}

export function row(requests: readonly WrittenRequest[], given: Partial<AnsweredRow> = {}): AnsweredRow {
  return {
    trace: { text: "text", requests: requests.map(requestOf) },
    options: [],
    chosen: null,
    values: [],
    convention: null,
    isRight: null,
    ...given,
  };
}

function requestOf({ tokens, logProbs = [], shared = 0, valuedFrom, generated }: WrittenRequest): RequestTrace {
  const length = shared + tokens.length;
  // Where nothing of the shared part was scored in this request, it was in the first.
  const from = shared > 0 ? 1 : length - logProbs.length;
  return {
    shared,
    tokens: Int32Array.from(tokens),
    from,
    valuedFrom: valuedFrom ?? from,
    logProbs: Float32Array.from(logProbs),
    ...(generated && { generated: Int32Array.from(generated) }),
  };
}
