// Runs what keeps the thread to itself for as long as it likes: a regular expression, somebody's evaluator, a sort of every row. No turn
// of the event loop comes meanwhile, so that no handler would hear of Ctrl-C; Node's own watchdog does, and ends the computation.

import { isNativeError } from "node:util/types";
import { createContext, Script } from "node:vm";
import { OcLocalError } from "../core/errors.ts";

const context: { work?: () => unknown } = {};
createContext(context);
const script = new Script("work()");

/** @param what Completes "stopped while …". @throws OcLocalError ABORTED when Ctrl-C came meanwhile; what the work throws. */
export function interruptible<T>(what: string, work: () => T): T {
  // Work within work is under the watchdog of the outer one.
  if (context.work !== undefined) return work();
  let result: T | undefined;
  context.work = () => {
    result = work();
  };
  try {
    script.runInContext(context, { breakOnSigint: true });
  } catch (error) {
    if (!isInterruption(error)) throw error;
    passOn();
    throw new OcLocalError("ABORTED", `stopped while ${what}`);
  } finally {
    delete context.work;
  }
  return result as T;
}

function isInterruption(error: unknown): boolean {
  // An error of the script's own realm, which is no instance of this one's class.
  return isNativeError(error) && "code" in error && error.code === "ERR_SCRIPT_EXECUTION_INTERRUPTED";
}

/** To those who listen for Ctrl-C; without any the process ends as it would have. */
function passOn(): void {
  if (!process.emit("SIGINT", "SIGINT")) process.kill(process.pid, "SIGINT");
}
