// Ends a computation that would go on without end, such as a regular expression made to do so. Node.js interrupts a script after a
// time, and with it what the script calls; that takes a tenth of a millisecond.

import { Script } from "node:vm";

const place = Symbol.for("oc-local.time-limited");
const call = new Script('globalThis[Symbol.for("oc-local.time-limited")]()');

export class TimeLimitError extends Error {
  override readonly name = "TimeLimitError";
}

/** The time is doubled where the process did not get to compute: what waits for a processor is not without end. */
const mostTries = 5;

/** @throws TimeLimitError; what `compute` throws. It may be called again after it was ended. */
export function withTimeLimit<T>(limitMs: number, compute: () => T): T {
  for (let timeoutMs = limitMs, tries = 1; ; timeoutMs *= 2, tries++) {
    const before = process.cpuUsage();
    const result = tryWithin(timeoutMs, compute);
    if (result !== undefined) return result.value;
    const { user, system } = process.cpuUsage(before);
    if ((user + system) / 1000 > limitMs / 2 || tries === mostTries)
      throw new TimeLimitError(`it takes longer than ${limitMs / 1000} s`);
  }
}

/** Undefined where the time was over. */
function tryWithin<T>(timeoutMs: number, compute: () => T): { value: T } | undefined {
  const holder = globalThis as { [place]?: () => unknown };
  holder[place] = compute;
  try {
    return { value: call.runInThisContext({ timeout: timeoutMs }) as T };
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT") return undefined;
    throw error;
  } finally {
    delete holder[place];
  }
}
