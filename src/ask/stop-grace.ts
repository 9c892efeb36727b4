// What a stop still waits for. Ctrl-C is to end a run within two seconds, whatever it is doing: an answer may be a minute away.

import { setTimeout as sleep } from "node:timers/promises";

/** Milliseconds that answers under way get to end after a stop; what is not answered then is given up. */
const finishMs = 1000;

/** Milliseconds after a stop until a process that has not ended is killed: it loads a model, or is inside a long native call. */
export const killAfterMs = 1300;

/** Fires when answers under way are to be given up, some time after the stop. */
export function afterGrace(stop: AbortSignal): AbortSignal {
  const giveUp = new AbortController();
  const wait = () => void sleep(finishMs, undefined, { ref: false }).then(() => giveUp.abort(stop.reason));
  if (stop.aborted) wait();
  else stop.addEventListener("abort", wait, { once: true });
  return giveUp.signal;
}
