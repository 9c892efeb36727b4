// A flow of requests that an engine draws from at its own pace: it can wait for the next request, or go on with what it
// has while the flow is not ready, so that a flow whose later requests depend on earlier results does not stand still.

import { setImmediate, setTimeout } from "node:timers/promises";

export type Drawn<Request> = { kind: "request"; request: Request } | { kind: "waiting" } | { kind: "ended" };

/** What those who compute see of a flow. */
export type RequestSource<Request> = Pick<RequestFlow<Request>, "draw">;

const waiting = { kind: "waiting" } as const;

export interface FlowStop {
  /** Fires when nothing more is wanted, to end a wait. */
  signal: AbortSignal;
  /** Throws once the signal has fired. */
  check: () => void;
}

export class RequestFlow<Request> {
  readonly #iterator: AsyncIterator<Request>;
  readonly #stop: FlowStop;
  #pending: Promise<IteratorResult<Request>> | undefined;
  #ended = false;

  constructor(requests: AsyncIterable<Request>, stop: FlowStop) {
    this.#iterator = requests[Symbol.asyncIterator]();
    this.#stop = stop;
  }

  /** @param patienceMs How long to wait for the request; Infinity: as long as it takes. */
  async draw(patienceMs: number): Promise<Drawn<Request>> {
    if (this.#ended) return { kind: "ended" };
    this.#pending ??= this.#next();
    const result = await this.#raced(this.#pending, patienceMs);
    this.#stop.check();
    if ("kind" in result) return result;
    this.#pending = undefined;
    if (!result.done) return { kind: "request", request: result.value };
    this.#ended = true;
    return { kind: "ended" };
  }

  /** Tells the flow that nothing more is wanted. */
  async close(): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    const closing = this.#iterator.return?.();
    // A flow asked for its next request answers that first, perhaps never: only an idle one is waited for.
    if (this.#pending === undefined) await closing;
  }

  #next(): Promise<IteratorResult<Request>> {
    const next = this.#iterator.next();
    // Its failure is thrown by the draw that receives it; until then it must not count as unhandled.
    next.catch(() => undefined);
    return next;
  }

  async #raced(pending: Promise<IteratorResult<Request>>, patienceMs: number) {
    if (patienceMs === 0) return Promise.race([pending, setImmediate(waiting)]);
    const over = new AbortController();
    const signal = AbortSignal.any([over.signal, this.#stop.signal]);
    const delayMs = Math.min(patienceMs, longestDelayMs);
    const pause = setTimeout(delayMs, waiting, { signal }).catch(() => waiting);
    try {
      return await Promise.race([pending, pause]);
    } finally {
      over.abort();
    }
  }
}

/** The longest that a timer can wait: 24 days. */
const longestDelayMs = 2 ** 31 - 1;
