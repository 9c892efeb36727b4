// Lets Ctrl-C in where a computation keeps the thread to itself.

import { OcLocalError } from "../core/errors.ts";
import { watched } from "../core/watched.ts";
import { turn } from "./pauses.ts";

let isWatched = false;

/** @param what Completes "stopped while …". @throws OcLocalError ABORTED when Ctrl-C came meanwhile; what the work throws. */
export function interruptible<T>(what: string, work: () => T): T {
  // Work within work is under the watchdog of the outer one.
  if (isWatched) return work();
  isWatched = true;
  try {
    const result = watched({ breakOnSigint: true }, work);
    if (result !== undefined) return result.value;
  } finally {
    isWatched = false;
  }
  passOn();
  throw new OcLocalError("ABORTED", `stopped while ${what}`);
}

/**
 * The same for what follows other long work, during which Ctrl-C may have come already: it is heard in a turn of the event loop.
 * @throws OcLocalError ABORTED; what the work throws.
 */
export async function interruptibleTurn<T>(what: string, signal: AbortSignal | undefined, work: () => T): Promise<T> {
  await turn(what, signal);
  return interruptible(what, work);
}

/** To those who listen for Ctrl-C; without any the process ends as it would have. */
function passOn(): void {
  if (!process.emit("SIGINT", "SIGINT")) process.kill(process.pid, "SIGINT");
}
