// Ctrl-C while models compute.

import { exitCodes } from "./print-error.ts";

/**
 * First Ctrl-C: finish the rows in flight, store them, stop. Second: stop at once.
 * @param whatIsLeft Told then.
 */
export function listenForInterrupt(whatIsLeft: string): { signal: AbortSignal; end(): void } {
  const controller = new AbortController();
  const onSignal = () => {
    if (controller.signal.aborted) {
      process.stderr.write(`\nStopped at once. ${whatIsLeft}\n`);
      process.exit(exitCodes.interrupted);
    }
    process.stderr.write("\nStopping: rows in flight are finished first; press Ctrl-C again to stop at once.\n");
    controller.abort();
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
  return {
    signal: controller.signal,
    end() {
      process.off("SIGINT", onSignal);
      process.off("SIGTERM", onSignal);
    },
  };
}
