// The rules every engine keeps around its flows: nothing is asked of a closed engine, one flow runs at a time, and a stop
// ends a flow between two native calls.

import { OcLocalError } from "../../core/errors.ts";
import { type FlowStop, RequestFlow } from "./request-flow.ts";

export class FlowGuard {
  readonly #closing = new AbortController();
  #flow: string | null = null;

  close(): void {
    this.#closing.abort();
  }

  get closed(): boolean {
    return this.#closing.signal.aborted;
  }

  /** What ends a wait for the next request. */
  stop(signal: AbortSignal | undefined): FlowStop {
    const signals = signal === undefined ? [this.#closing.signal] : [this.#closing.signal, signal];
    return { signal: AbortSignal.any(signals), check: () => this.check(signal) };
  }

  /** To be called between native calls. @throws OcLocalError ENGINE after close, ABORTED after the signal. */
  check(signal?: AbortSignal): void {
    if (this.closed)
      throw new OcLocalError("ENGINE", "the engine is closed", { hint: "open it again before using it" });
    if (signal?.aborted) throw new OcLocalError("ABORTED", "stopped", { cause: signal.reason });
  }

  /** Runs one flow of requests. @param name What the flow is called in errors. */
  async *run<Request, Result>(
    { name, requests, signal }: { name: string; requests: AsyncIterable<Request>; signal: AbortSignal | undefined },
    results: (flow: RequestFlow<Request>, stop: FlowStop) => AsyncGenerator<Result>,
  ): AsyncGenerator<Result> {
    this.#enter(name);
    const stop = this.stop(signal);
    const flow = new RequestFlow(requests, stop);
    try {
      yield* results(flow, stop);
    } finally {
      this.#flow = null;
      await flow.close();
    }
  }

  /** Two flows at once would overwrite each other's sequences. */
  #enter(name: string): void {
    this.check();
    if (this.#flow !== null)
      throw new OcLocalError("ENGINE", `${name} was called while ${this.#flow} is still running on the same engine`, {
        hint: "read the first flow to its end, or open a second engine",
      });
    this.#flow = name;
  }
}
