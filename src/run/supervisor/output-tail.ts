// The last lines of an output that comes in chunks.

const keptLines = 20;

export class OutputTail {
  #lines: string[] = [""];

  add(chunk: string): void {
    const [first, ...more] = chunk.split("\n") as [string, ...string[]];
    const last = this.#lines.pop() ?? "";
    this.#lines = [...this.#lines, last + first, ...more].slice(-keptLines);
  }

  /** Oldest first, without empty lines. */
  get lines(): string[] {
    return this.#lines.filter((line) => line.trim() !== "");
  }
}
