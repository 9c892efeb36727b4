// How many tokens sequences have when what they share from the start counts once: the nodes of their prefix tree. Only those are held,
// each run of them once.

import { commonPrefix } from "./token-sequence.ts";

interface Branch {
  tokens: Int32Array;
  /** By their first token; absent where nothing goes on. */
  next?: Map<number, Branch>;
}

export class DistinctTokens {
  readonly #root: Branch = { tokens: new Int32Array(0) };
  count = 0;

  add(sequence: Int32Array): void {
    let branch = this.#root;
    let at = 0;
    while (at < sequence.length) {
      const next = branch.next?.get(sequence[at] as number);
      if (next === undefined) {
        this.count += sequence.length - at;
        grow(branch, sequence.slice(at));
        return;
      }
      const shared = commonPrefix(next.tokens, sequence.subarray(at));
      if (shared < next.tokens.length) split(next, shared);
      branch = next;
      at += shared;
    }
  }
}

function grow(branch: Branch, tokens: Int32Array): void {
  branch.next ??= new Map();
  branch.next.set(tokens[0] as number, { tokens });
}

/** @param at At least 1 and below its length. */
function split(branch: Branch, at: number): void {
  const { tokens, next } = branch;
  const behind: Branch = { tokens: tokens.subarray(at), ...(next !== undefined && { next }) };
  branch.tokens = tokens.subarray(0, at);
  branch.next = new Map([[tokens[at] as number, behind]]);
}
