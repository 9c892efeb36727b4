// The last lines of an output that comes in chunks.

const keptLines = 20;
/** Characters of a line, its last ones: dots of a progress bar may never end it. */
const keptLength = 2000;

export class OutputTail {
  #lines: string[] = [""];

  add(chunk: string): void {
    const [first, ...more] = chunk.split("\n") as [string, ...string[]];
    const last = this.#lines.pop() ?? "";
    const lines = [...this.#lines, last + first, ...more].slice(-keptLines);
    this.#lines = lines.map((line) => line.slice(-keptLength));
  }

  /** Oldest first, without empty lines. */
  get lines(): string[] {
    return this.#lines.filter((line) => line.trim() !== "");
  }
}

/** What was printed, on lines of their own below a warning. */
export function linesBelow(printed: readonly string[]): string {
  return printed.map((line) => `\n        | ${line}`).join("");
}
