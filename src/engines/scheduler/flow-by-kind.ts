// Requests of two kinds that cannot be computed together: one kind at a time, as many of it as the flow has.

import type { Drawn, RequestSource } from "./request-flow.ts";
import { defaultWindow } from "./window.ts";

/** Texts longer than some length apart from the others; all together where there is no such length. */
export function runByLength<Request, Result>(
  flow: RequestSource<Request>,
  { longFrom, lengthOf }: { longFrom: number | null; lengthOf: (request: Request) => number },
  run: (part: RequestSource<Request>, isLong: boolean) => AsyncGenerator<Result>,
): AsyncGenerator<Result> {
  return longFrom === null ? run(flow, false) : runByKind(flow, (request) => lengthOf(request) > longFrom, run);
}

/**
 * @param isOther Tells the two kinds apart.
 * @param run Computes requests of one kind until its flow ends; is called again as long as there are more.
 */
export async function* runByKind<Request, Result>(
  flow: RequestSource<Request>,
  isOther: (request: Request) => boolean,
  run: (part: RequestSource<Request>, other: boolean) => AsyncGenerator<Result>,
): AsyncGenerator<Result> {
  let parked: Request[] = [];
  for (;;) {
    if (parked.length === 0) {
      const drawn = await flow.draw(Number.POSITIVE_INFINITY);
      if (drawn.kind !== "request") return;
      parked = [drawn.request];
    }
    const other = isOther(parked[0] as Request);
    const part = new PartOfFlow(flow, parked, (request) => isOther(request) === other);
    yield* run(part, other);
    parked = part.others;
  }
}

/** Those of one kind. What it meets of the other is kept back, so much of it at most as a window holds. */
class PartOfFlow<Request> implements RequestSource<Request> {
  readonly others: Request[] = [];
  readonly #own: Request[] = [];
  readonly #flow: RequestSource<Request>;
  readonly #isOwn: (request: Request) => boolean;

  constructor(flow: RequestSource<Request>, parked: readonly Request[], isOwn: (request: Request) => boolean) {
    this.#flow = flow;
    this.#isOwn = isOwn;
    for (const request of parked) (isOwn(request) ? this.#own : this.others).push(request);
  }

  /** Ends where it would wait without end while requests of the other kind wait for it. */
  async draw(patienceMs: number): Promise<Drawn<Request>> {
    const own = this.#own.shift();
    if (own !== undefined) return { kind: "request", request: own };
    while (this.others.length < defaultWindow.requests) {
      const mayWait = this.others.length === 0 || Number.isFinite(patienceMs);
      const drawn = await this.#flow.draw(mayWait ? patienceMs : 0);
      if (drawn.kind === "waiting" && !mayWait) break;
      if (drawn.kind !== "request" || this.#isOwn(drawn.request)) return drawn;
      this.others.push(drawn.request);
    }
    return { kind: "ended" };
  }
}
