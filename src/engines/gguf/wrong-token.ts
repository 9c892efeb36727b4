// The texts of a vocabulary, looked at for what llama.cpp cannot take: it ends the process where two tokens have one text. They are
// compared as bytes in a table of their own: a quarter of a million strings would cost more time than the rest of the header.

import { randomInt } from "node:crypto";
import { ggufBounds } from "./bounds.ts";

export const tokensKey = "tokenizer.ggml.tokens";

/**
 * @param offset Of the first text: a length of eight bytes, then so many bytes; all of them lie inside `bytes`.
 * @returns What is wrong with one of them, or undefined.
 */
export function findWrongToken(bytes: Buffer, offset: number, count: number): string | undefined {
  const starts = new Uint32Array(count);
  const lengths = new Uint32Array(count);
  const slots = new Int32Array(tableSize(count)).fill(-1);
  const empties: [named: number, id: number][] = [];
  let at = offset;
  for (let id = 0; id < count; id++) {
    const length = bytes.readUInt32LE(at);
    at += 8;
    if (length > ggufBounds.tokenBytes)
      return `token ${id} has ${length} bytes, and ${ggufBounds.tokenBytes} is the most`;
    starts[id] = at;
    lengths[id] = length;
    at += length;
    if (length === 0) continue;
    const other = insert(id, { bytes, starts, lengths, slots });
    if (other !== undefined) return sameText(other, id);
    if (bytes[at - length] !== openingBracket || length > longestEmptyName) continue;
    const named = emptyName.exec(bytes.toString("latin1", at - length, at));
    if (named !== null) empties.push([Number(named[1]), id]);
  }
  const taken = empties.find(([empty]) => lengths[empty] === 0);
  return taken && sameText(...taken);
}

const openingBracket = 0x5b;
const longestEmptyName = 20;
/** The text that llama.cpp gives an empty token. */
const emptyName = /^\[EMPTY_(\d+)\]$/;

function sameText(one: number, other: number): string {
  return `tokens ${one} and ${other} have the same text, which llama.cpp cannot load`;
}

interface Table {
  bytes: Buffer;
  /** Per token. */
  starts: Uint32Array;
  lengths: Uint32Array;
  /** Ids by hash, the next free place after it; -1: free. */
  slots: Int32Array;
}

/** At most half full. */
function tableSize(count: number): number {
  return 2 ** Math.ceil(Math.log2(2 * count + 2));
}

/** @returns The token that has the same text already. */
function insert(id: number, table: Table): number | undefined {
  const { bytes, starts, lengths, slots } = table;
  const [start, length] = [starts[id] as number, lengths[id] as number];
  const mask = slots.length - 1;
  for (let slot = hashOf(bytes, start, length) & mask; ; slot = (slot + 1) & mask) {
    const other = slots[slot] as number;
    if (other === -1) {
      slots[slot] = id;
      return undefined;
    }
    if (lengths[other] === length && isSame(bytes, starts[other] as number, start, length)) return other;
  }
}

function isSame(bytes: Buffer, a: number, b: number, length: number): boolean {
  for (let i = 0; i < length; i++) if (bytes[a + i] !== bytes[b + i]) return false;
  return true;
}

/** So that a file cannot be made whose texts all fall on one place. */
const seed = randomInt(2 ** 31);

/** FNV-1a. */
function hashOf(bytes: Buffer, start: number, length: number): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let i = start; i < start + length; i++) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}
