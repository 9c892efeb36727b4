// Prompts share most of their text: shots, instructions, the question in front of each option; what they do not share are the same
// words again. A text is cut wherever its tokenizer permits it, what it begins with as the text before it did is taken over, and
// the tokens of the pieces behind are remembered.
//
//   text    … Answer:⏐ A⏐\n\nWhich⏐ of⏐ these …          ids of the text = ids of the pieces, one after the other
//
// A piece is given to the tokenizer behind a character that it can be cut from, whose tokens are left out again: at the start of a
// text some put a space in front.

import type { CutPlaces } from "./cut-places.ts";

/** Token ids of a text as it stands: no BOS. */
export type Encode = (text: string, parseSpecial: boolean) => ArrayLike<number>;

/** A vocabulary is looked at for its cuts once there is this much text. */
export const worthwhileCharacters = 65_536;

export class TextPieces {
  readonly #encode: Encode;
  readonly #findCuts: () => CutPlaces | null;
  #cuts: CutPlaces | null | undefined;
  #unseenCharacters: number;
  readonly #parsed = new PieceTokens();
  readonly #plain = new PieceTokens();

  /**
   * @param findCuts Called once. Null: no text can be cut.
   * @param worthwhile Characters that are seen before it is called.
   */
  constructor(encode: Encode, findCuts: () => CutPlaces | null, worthwhile = worthwhileCharacters) {
    this.#encode = encode;
    this.#findCuts = findCuts;
    this.#unseenCharacters = worthwhile;
  }

  /** @param options.first Token that begins the ids, put in front where it does not. */
  encode(text: string, { parseSpecial, first }: { parseSpecial: boolean; first: number | null }): Int32Array {
    const cuts = this.#cutsFor(text);
    const ids = cuts === null ? toIds(this.#encode(text, parseSpecial)) : this.#joined(text, cuts, parseSpecial);
    return first === null || ids[0] === first ? ids.slice() : behind(first, ids);
  }

  #joined(text: string, cuts: CutPlaces, parseSpecial: boolean): Int32Array {
    const known = parseSpecial ? this.#parsed : this.#plain;
    const { text: before, ends, tokenEnds, ids: idsBefore } = known.previous;
    const kept = countBelow(ends, commonLength(text, before));
    // Its lists become those of this text; an encoder may throw.
    known.previous = noText();
    ends.length = kept;
    tokenEnds.length = kept;
    const pieces: Int32Array[] = [];
    let tokens = tokenEnds[kept - 1] ?? 0;
    const front = idsBefore.subarray(0, tokens);
    for (let start = ends[kept - 1] ?? 0; start < text.length; ) {
      const end = nextCut(text, cuts, start);
      const inFront = start === 0 ? "" : (cuts.standIn(text.charAt(start)) ?? text.charAt(start - 1));
      const piece = this.#piece(text.slice(start, end), inFront, parseSpecial);
      pieces.push(piece);
      tokens += piece.length;
      ends.push(end);
      tokenEnds.push(tokens);
      start = end;
    }
    const ids = concatenated(front, pieces, tokens);
    known.previous = { text, ends, tokenEnds, ids };
    return ids;
  }

  #cutsFor(text: string): CutPlaces | null {
    if (this.#cuts !== undefined) return this.#cuts;
    this.#unseenCharacters -= text.length;
    if (this.#unseenCharacters > 0) return null;
    const found = this.#findCuts();
    this.#cuts = found === null || found.isEmpty ? null : found;
    return this.#cuts;
  }

  /** @param before A character that the piece can stand behind; empty: it begins the text. */
  #piece(piece: string, before: string, parseSpecial: boolean): Int32Array {
    const { first, later, counts } = parseSpecial ? this.#parsed : this.#plain;
    const known = before === "" ? first : later;
    const found = known.get(piece);
    if (found !== undefined) return found;
    const tokens = toIds(this.#encode(before + piece, parseSpecial));
    const others = counts.get(before) ?? this.#encode(before, parseSpecial).length;
    counts.set(before, others);
    const own = tokens.slice(others);
    known.set(piece, own);
    return own;
  }
}

function nextCut(text: string, cuts: CutPlaces, start: number): number {
  for (let at = start + 1; at < text.length; at++) if (cuts.has(text, at)) return at;
  return text.length;
}

/** How many of an ascending list are smaller. */
function countBelow(values: readonly number[], bound: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] as number) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Blocks are compared at the speed of memory. */
const blockLength = 512;

function commonLength(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let i = 0;
  while (i + blockLength <= most && a.slice(i, i + blockLength) === b.slice(i, i + blockLength)) i += blockLength;
  while (i < most && a.charCodeAt(i) === b.charCodeAt(i)) i++;
  return i;
}

/** Of one way of reading special tokens. */
class PieceTokens {
  /** Pieces that begin a text; some tokenizers put a space in front of them. */
  readonly first = new RecentPieces();
  readonly later = new RecentPieces();
  /** Tokens of a character that a piece is given behind. */
  readonly counts = new Map([["", 0]]);
  previous = noText();
}

interface CutText {
  text: string;
  /** Where its pieces end, and how many tokens there are up to there. */
  ends: number[];
  tokenEnds: number[];
  ids: Int32Array;
}

function noText(): CutText {
  return { text: "", ends: [], tokenEnds: [], ids: new Int32Array(0) };
}

/** What was met lately, in two generations: the elder is forgotten as a whole. */
class RecentPieces {
  static readonly mostCharacters = 4_000_000;
  /** What a piece counts for beside its own. */
  static readonly leastCharacters = 40;
  #young = new Map<string, Int32Array>();
  #elder = new Map<string, Int32Array>();
  #characters = 0;

  get(piece: string): Int32Array | undefined {
    const young = this.#young.get(piece);
    if (young !== undefined) return young;
    const elder = this.#elder.get(piece);
    if (elder !== undefined) this.set(piece, elder);
    return elder;
  }

  set(piece: string, tokens: Int32Array): void {
    this.#characters += piece.length + RecentPieces.leastCharacters;
    if (this.#characters > RecentPieces.mostCharacters) {
      this.#elder = this.#young;
      this.#young = new Map();
      this.#characters = piece.length;
    }
    // A slice would keep the whole text that it comes from.
    this.#young.set(unshared(piece), tokens);
  }
}

function unshared(text: string): string {
  return Buffer.from(text, "utf16le").toString("utf16le");
}

function toIds(tokens: ArrayLike<number>): Int32Array {
  return tokens instanceof Int32Array ? tokens : Int32Array.from(tokens);
}

function concatenated(front: Int32Array, pieces: readonly Int32Array[], length: number): Int32Array {
  const ids = new Int32Array(length);
  ids.set(front);
  let at = front.length;
  for (const piece of pieces) {
    ids.set(piece, at);
    at += piece.length;
  }
  return ids;
}

function behind(first: number, ids: Int32Array): Int32Array {
  const whole = new Int32Array(ids.length + 1);
  whole[0] = first;
  whole.set(ids, 1);
  return whole;
}
