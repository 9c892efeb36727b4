// Runs what keeps the thread to itself for as long as it likes: a regular expression, somebody's evaluator, a sort of every row. No turn
// of the event loop comes meanwhile, so that neither a timer nor a handler of Ctrl-C would be heard; Node's own watchdog of a script is,
// and ends the script with all that it calls. That takes a tenth of a millisecond.

import { isNativeError } from "node:util/types";
import { Script } from "node:vm";

/** What ends the computation. */
export type Watchdog = { timeout: number } | { breakOnSigint: true };

const place = Symbol.for("oc-local.watched");
const call = new Script('globalThis[Symbol.for("oc-local.watched")]()');

/** @returns Undefined where the watchdog ended it. @throws What `compute` throws. */
export function watched<T>(watchdog: Watchdog, compute: () => T): { value: T } | undefined {
  const holder = globalThis as { [place]?: (() => unknown) | undefined };
  const outer = holder[place];
  holder[place] = compute;
  try {
    return { value: call.runInThisContext(watchdog) as T };
  } catch (error) {
    // Of another watchdog around this one it is not.
    const ending = "timeout" in watchdog ? "ERR_SCRIPT_EXECUTION_TIMEOUT" : "ERR_SCRIPT_EXECUTION_INTERRUPTED";
    if (isNativeError(error) && "code" in error && error.code === ending) return undefined;
    throw error;
  } finally {
    holder[place] = outer;
  }
}
