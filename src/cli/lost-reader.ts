// Where the output goes may fail: a reader such as head, less or tee ends early, a terminal is hung up, the disk of a file is full. What
// cannot be shown is no failure of the run, whose answers and scores are in its folder.

import { errorMessage } from "../core/errors.ts";
import { exitCodes } from "./print-error.ts";
import { toScreen } from "./screen.ts";

/** Nobody reads any more, as the reader wanted. */
const lostCodes: ReadonlySet<string | undefined> = new Set(["EPIPE", "EIO"]);
/** There is no room for it: who reads the file later takes what is there for the whole. */
const fullCodes: ReadonlySet<string | undefined> = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);

/**
 * Without it the first write that fails would end the process, rows in flight and all. Where standard output takes no more, the exit
 * code says so at the end, and standard error why; what is lost of standard error is progress and messages, and changes nothing.
 */
export function outliveReaders(): void {
  let full: NodeJS.ErrnoException | undefined;
  for (const stream of [process.stdout, process.stderr])
    stream.on("error", (error: NodeJS.ErrnoException) => {
      const isFull = fullCodes.has(error.code);
      if (!isFull && !lostCodes.has(error.code)) throw error;
      if (isFull && stream === process.stdout) full ??= error;
    });
  process.on("exit", (code) => {
    if (full === undefined) return;
    toScreen(`error: not all of it could be written to standard output: ${errorMessage(full)}\n`);
    if (code === 0) process.exitCode = exitCodes.failed;
  });
}
