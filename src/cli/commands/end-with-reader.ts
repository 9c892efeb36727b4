// Output piped into `head` or a pager that was closed: nobody reads on, so the command ends without an error.

/** Ends the process when the reader of the stream has gone. */
export function endWithReader(stream: NodeJS.WriteStream): void {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit(0);
  });
}
