// A reader such as head, less or tee may end early, and a terminal may be hung up: what is no longer read is no failure of the run.

const lostCodes: ReadonlySet<string | undefined> = new Set(["EPIPE", "EIO"]);

/** Without it the first write that nobody reads would end the process, rows in flight and all. */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (!lostCodes.has(error.code)) throw error;
    });
}
