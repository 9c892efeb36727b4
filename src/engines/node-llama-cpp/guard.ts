// What every call into llama.cpp passes through: it is refused once the engine is closed or the user has stopped, and
// what goes wrong inside becomes an error that says in which call.

import { errorMessage, OcLocalError } from "../../core/errors.ts";
import { FlowGuard } from "../scheduler/flow-guard.ts";
import type { Runtime } from "./library.ts";

export class Guard extends FlowGuard {
  readonly #runtime: Runtime;
  readonly #onStep: () => void;

  /** @param onStep Called after each call. */
  constructor(runtime: Runtime, onStep: () => void = () => {}) {
    super();
    this.#runtime = runtime;
    this.#onStep = onStep;
  }

  /** @param what Completes "llama.cpp could not …". */
  async call<Result>(what: string, native: () => Promise<Result>): Promise<Result> {
    this.check();
    try {
      const result = await native();
      this.#onStep();
      return result;
    } catch (error) {
      if (this.closed) this.check();
      throw await nativeError(this.#runtime, what, error);
    }
  }
}

export async function nativeError(runtime: Runtime, what: string, error: unknown): Promise<OcLocalError> {
  if (error instanceof OcLocalError) return error;
  const logged = (await runtime.takeErrors()).slice(-3);
  const details = [errorMessage(error), ...logged].join("; ");
  return new OcLocalError("ENGINE", `llama.cpp could not ${what}: ${details}`, { cause: error });
}
