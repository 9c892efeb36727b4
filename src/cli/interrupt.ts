// Ctrl-C while models compute, and the end of the terminal.

import { isatty } from "node:tty";
import { exitCodes } from "./print-error.ts";
import { toScreen } from "./screen.ts";

export interface Interrupt {
  /** Somebody asked to stop, or the terminal was hung up. */
  signal: AbortSignal;
  /** Somebody asked to stop. */
  asked: AbortSignal;
  end(): void;
}

/** What is said of a stop, which depends on what was going on. */
export interface StopWords {
  /** To the first Ctrl-C: what is done before it ends. */
  first: string;
  /** To the second: what there is when it ends at once. */
  atOnce: string;
}

/**
 * First Ctrl-C: store what is answered within a second, stop. Second: stop at once. A terminal that is hung up stops the run like the
 * first; one that was started without (nohup, whose own doing Node takes back) goes on.
 * @param words Asked when it happens.
 */
export function listenForInterrupt(words: () => StopWords): Interrupt {
  const controller = new AbortController();
  const hangUp = new AbortController();
  const onSignal = () => {
    if (controller.signal.aborted) {
      toScreen(`\nStopped at once. ${words().atOnce}\n`);
      process.exit(exitCodes.interrupted);
    }
    toScreen(`\nStopping: ${words().first}; press Ctrl-C again to stop at once.\n`);
    controller.abort();
  };
  const hasTerminal = [0, 1, 2].some((file) => isatty(file));
  // Told by the kernel and by the shell: twice is not meant twice.
  const onHangUp = () => {
    if (hasTerminal) hangUp.abort();
  };
  const handlers = [
    ["SIGINT", onSignal],
    ["SIGTERM", onSignal],
    ["SIGHUP", onHangUp],
  ] as const;
  for (const [name, handler] of handlers) process.on(name, handler);
  return {
    signal: AbortSignal.any([controller.signal, hangUp.signal]),
    asked: controller.signal,
    end() {
      for (const [name, handler] of handlers) process.off(name, handler);
    },
  };
}
