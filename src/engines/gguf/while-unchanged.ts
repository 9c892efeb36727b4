// What was read of files lately, for as long as they are the same: one command looks at a model's header several times.

import type { BigIntStats } from "node:fs";

const kept = 8;

export class WhileUnchanged<T> {
  readonly #known = new Map<string, { identity: string; value: T }>();

  /** @param found Of the file as it is now. */
  async of(path: string, found: BigIntStats, read: () => Promise<T>): Promise<T> {
    const identity = [found.dev, found.ino, found.size, found.mtimeNs, found.ctimeNs].join(":");
    const known = this.#known.get(path);
    if (known?.identity === identity) return known.value;
    const value = await read();
    this.#known.delete(path);
    this.#known.set(path, { identity, value });
    const [oldest] = this.#known.keys();
    if (this.#known.size > kept && oldest !== undefined) this.#known.delete(oldest);
    return value;
  }
}
