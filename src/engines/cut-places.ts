// Places where a text can be cut so that its parts, made into tokens one by one, give the tokens of the whole: between an ASCII
// character or an ideograph and the space or line end behind it. Which of these places a tokenizer permits is found out from its files
// (gguf/cuts.ts, onnx/model/cuts.ts); whatever else stands in the text does not matter then.

const space = 0x20;
const lineEnd = 0x0a;
const ascii = 128;
/** Ideographs of Unicode's first version: letters to every tokenizer, whatever version of Unicode it knows. */
const firstIdeograph = 0x4e00;
const lastIdeograph = 0x9fa5;

type Permits = (before: string, after: " " | "\n") => boolean;

export class CutPlaces {
  /** By the character before, as `placeOf` has it. There are many ideographs: each is looked at when it is first met. */
  readonly #beforeSpace = new Uint8Array(ascii + lastIdeograph - firstIdeograph + 1);
  readonly #beforeLineEnd = new Uint8Array(this.#beforeSpace.length);
  readonly #permits: Permits;
  readonly #standIns: Readonly<Record<string, string | undefined>>;

  /** @param permits Whether a cut between the two is exact. */
  constructor(permits: Permits) {
    this.#permits = permits;
    const marks = Array.from({ length: ascii - space - 2 }, (_, i) => String.fromCharCode(space + 1 + i));
    const standIn = (after: " " | "\n") => marks.findLast((before) => permits(before, after));
    this.#standIns = { " ": standIn(" "), "\n": standIn("\n") };
  }

  get isEmpty(): boolean {
    return this.#standIns[" "] === undefined && this.#standIns["\n"] === undefined;
  }

  /** Whether `text` can be cut in front of its character `at`. */
  has(text: string, at: number): boolean {
    const after = text.charCodeAt(at);
    if (after !== space && after !== lineEnd) return false;
    const place = placeOf(text.charCodeAt(at - 1));
    if (place < 0) return false;
    const known = after === space ? this.#beforeSpace : this.#beforeLineEnd;
    if (known[place] === unseen) {
      const isPermitted = this.#permits(text.charAt(at - 1), after === space ? " " : "\n");
      known[place] = isPermitted ? permitted : forbidden;
    }
    return known[place] === permitted;
  }

  /** A character that a piece which begins with `after` can as well stand behind; undefined: none is known. */
  standIn(after: string): string | undefined {
    return this.#standIns[after];
  }
}

const unseen = 0;
const permitted = 1;
const forbidden = 2;

/** Negative for what nothing is cut behind. */
function placeOf(code: number): number {
  if (code < ascii) return code > space && code < ascii - 1 ? code : -1;
  return code >= firstIdeograph && code <= lastIdeograph ? ascii + code - firstIdeograph : -1;
}

/** A letter or digit, of which patterns that cut words know that white space ends the word behind it. */
export function isOfWord(character: string): boolean {
  return /[A-Za-z0-9\u4e00-\u9fa5]/.test(character);
}

/** How the tokens of vocabularies write a space or a line end; "Ġ" and "Ċ" in the alphabet of byte-level ones. */
const written = { " ": [" ", "▁", "Ġ"], "\n": ["\n", "Ċ"] } as const;

/** Pairs of a character and the one behind it. */
export type Pairs = ReadonlySet<string>;

/** The pairs that stand inside of texts. */
export function pairsInside(texts: Iterable<string>): Pairs {
  const pairs = new Set<string>();
  for (const text of texts) for (const [pair] of text.matchAll(/[!-~\u4e00-\u9fa5](?=[ ▁Ġ\nĊ])./gs)) pairs.add(pair);
  return pairs;
}

export function holdsPair(pairs: Pairs, before: string, after: " " | "\n"): boolean {
  return written[after].some((mark) => pairs.has(before + mark));
}

/**
 * What tokens that are taken out of a text before the rest is cut forbid: none may reach across a place, and behind one that ends at
 * it the rest can begin in another way (white space that goes with the token, a space that is put in front).
 */
export function permitsBeside(takenOut: readonly string[]): (before: string, after: " " | "\n") => boolean {
  const inside = pairsInside(takenOut);
  const ends = new Set(takenOut.map((text) => text.slice(-1)));
  return (before, after) => !ends.has(before) && !holdsPair(inside, before, after);
}
