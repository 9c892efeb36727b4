// The rows that workers are about to ask, one JSON line `["dataset", row]` each, in a pipe to the supervisor. Written before the
// engine sees the row and by a system call of the worker itself, so that it outlives an abort in the very next step; messages
// between threads would be lost with the process.

import { writeSync } from "node:fs";

/** @param file File descriptor of the pipe. */
export function tellAsked(file: number, dataset: string, row: number): void {
  writeSync(file, `${JSON.stringify([dataset, row])}\n`);
}

/** Reads the lines from chunks of text that may end anywhere. A line cut off by the end of its writer is never complete. */
export function askedReader(onAsked: (dataset: string, row: number) => void): (chunk: string) => void {
  let rest = "";
  return (chunk) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() as string;
    for (const line of lines) {
      const [dataset, row] = JSON.parse(line) as [string, number];
      onAsked(dataset, row);
    }
  };
}
