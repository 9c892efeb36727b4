// What every call into llama.cpp passes through: it is refused once the engine is closed or the user has stopped, and
// what goes wrong inside becomes an error that says in which call.

import { errorMessage, OcLocalError } from "../../core/errors.ts";
import type { FlowStop } from "../scheduler/request-flow.ts";
import type { Runtime } from "./library.ts";

export class Guard {
  readonly #runtime: Runtime;
  readonly #closing = new AbortController();
  #flow: string | null = null;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

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

  /** @param what Completes "llama.cpp could not …". */
  async call<Result>(what: string, native: () => Promise<Result>): Promise<Result> {
    this.check();
    try {
      return await native();
    } catch (error) {
      if (this.closed) this.check();
      throw await nativeError(this.#runtime, what, error);
    }
  }

  /** One flow at a time: two would overwrite each other's sequences. */
  enterFlow(name: string): void {
    this.check();
    if (this.#flow !== null)
      throw new OcLocalError("ENGINE", `${name} was called while ${this.#flow} is still running on the same engine`, {
        hint: "read the first flow to its end, or open a second engine",
      });
    this.#flow = name;
  }

  leaveFlow(): void {
    this.#flow = null;
  }
}

export async function nativeError(runtime: Runtime, what: string, error: unknown): Promise<OcLocalError> {
  if (error instanceof OcLocalError) return error;
  const logged = (await runtime.takeErrors()).slice(-3);
  const details = [errorMessage(error), ...logged].join("; ");
  return new OcLocalError("ENGINE", `llama.cpp could not ${what}: ${details}`, { cause: error });
}
