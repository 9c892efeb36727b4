// How much a data file may hold, and why. What is larger is refused with its place; nothing is cut.

import { getHeapStatistics } from "node:v8";
import { OcLocalError } from "../core/errors.ts";

const MiB = 1024 * 1024;

/** Of a line, or of a table's row with line breaks: the longest context of any model, ten million tokens, is 40 MiB of text. */
export const mostRowBytes = 64 * MiB;

/** Of a file that is one document (.json) or read as one text: V8 makes no text beyond 512 MiB, and reading copies it. */
export const mostDocumentBytes = 256 * MiB;

/** Rows of one file may take this share of Node's memory: planning, scoring and the other files need theirs. */
const shareOfMemory = 0.45;
/** Where so much is taken by all files together, the next ones would end the process. V8 collects well before. */
const fullMemory = 0.85;
/** What V8 takes for a row and for a value of it, with the labelled copies, beside the text itself. */
const [rowBytes, valueBytes] = [300, 120];

/** Adds up what the rows of a file take, and refuses the file before the process dies of them. */
export class RowBudget {
  readonly #path: string;
  readonly #most: number;
  #taken = 0;

  constructor(path: string) {
    this.#path = path;
    this.#most = Math.floor(getHeapStatistics().heap_size_limit * shareOfMemory);
  }

  /** @throws OcLocalError BAD_DATA */
  add(line: number, textBytes: number, values: number): void {
    this.#taken += rowBytes + textBytes + valueBytes * values;
    if (this.#taken > this.#most) throw this.#tooMuch(line, `more than ${mib(this.#most)} MiB of rows`);
  }

  /** Asked now and then: it takes longer. @throws OcLocalError BAD_DATA */
  check(line: number): void {
    const { used_heap_size: used, heap_size_limit: most } = getHeapStatistics();
    if (used > most * fullMemory) throw this.#tooMuch(line, `with the other data, more than ${mib(used)} MiB`);
  }

  #tooMuch(line: number, found: string): OcLocalError {
    const limit = mib(getHeapStatistics().heap_size_limit);
    return new OcLocalError(
      "BAD_DATA",
      `${this.#path}:${line}: too much to keep: ${found}; Node may take ${limit} MiB`,
      {
        hint: `take fewer rows into the file, or give Node more memory: NODE_OPTIONS=--max-old-space-size=${4 * limit}`,
      },
    );
  }
}

function mib(bytes: number): number {
  return Math.round(bytes / MiB);
}

export function rowTooLong(path: string, line: number): OcLocalError {
  return new OcLocalError("BAD_DATA", `${path}:${line}: a row of more than ${mib(mostRowBytes)} MiB`, {
    hint: "no model reads so much at once: a row ends at the end of its line",
  });
}

export function documentTooLarge(path: string): OcLocalError {
  const most = mib(mostDocumentBytes);
  return new OcLocalError("BAD_DATA", `${path}: more than ${most} MiB, the most that is read of a file as a whole`, {
    hint: "give the rows as JSON Lines or CSV, which are read row by row",
  });
}
