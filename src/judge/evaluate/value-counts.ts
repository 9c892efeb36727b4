// How often values occur, and which does most often. The first values seen are counted as they are; of the others, which may be
// as many as there are rows, eight bytes of a digest each are kept.

import { hash } from "node:crypto";

/** Values that are kept as they are. */
const namedValues = 1000;

export class ValueCounts {
  readonly #named = new Map<string, number>();
  #digests = new BigUint64Array(1024);
  #digested = 0;
  /** Of the values beyond the named ones, the one that makes up more than half of them, if one does (Boyer and Moore 1981). */
  #majority = "";
  #lead = 0;

  add(value: string): void {
    const count = this.#named.get(value);
    if (count !== undefined || this.#named.size < namedValues) this.#named.set(value, (count ?? 0) + 1);
    else this.#addDigest(value);
  }

  /** The first seen of the most frequent ones; the value is known where it is more than half of all. */
  most(): { value: string | undefined; count: number } {
    let value: string | undefined;
    let count = 0;
    for (const [named, times] of this.#named) if (times > count) [value, count] = [named, times];
    const digested = longestRun(this.#digests.subarray(0, this.#digested).sort());
    if (digested <= count) return { value, count };
    return { value: digested > this.#digested / 2 ? this.#majority : undefined, count: digested };
  }

  #addDigest(value: string): void {
    if (this.#digested === this.#digests.length) {
      const longer = new BigUint64Array(2 * this.#digested);
      longer.set(this.#digests);
      this.#digests = longer;
    }
    this.#digests[this.#digested++] = hash("sha256", value, "buffer").readBigUInt64LE();
    if (this.#lead === 0) this.#majority = value;
    this.#lead += value === this.#majority ? 1 : -1;
  }
}

function longestRun(sorted: BigUint64Array): number {
  let longest = 0;
  for (let start = 0, end = 1; end <= sorted.length; end++) {
    if (end < sorted.length && sorted[end] === sorted[start]) continue;
    longest = Math.max(longest, end - start);
    start = end;
  }
  return longest;
}
