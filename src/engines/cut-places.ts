// Places where a text can be cut so that its parts, made into tokens one by one, give the tokens of the whole: between an ASCII
// character and the space or line end behind it. Which of these places a tokenizer permits is found out from its files
// (gguf/cuts.ts, onnx/model/cuts.ts); whatever else stands in the text does not matter then.

const space = 0x20;
const lineEnd = 0x0a;
const ascii = 128;

export class CutPlaces {
  /** By the character before a space, then by the one before a line end. */
  readonly #permitted = new Uint8Array(2 * ascii);

  /** @param permits Whether a cut between the two is exact. */
  constructor(permits: (before: string, after: " " | "\n") => boolean) {
    for (let code = space + 1; code < ascii - 1; code++) {
      const before = String.fromCharCode(code);
      if (permits(before, " ")) this.#permitted[code] = 1;
      if (permits(before, "\n")) this.#permitted[ascii + code] = 1;
    }
  }

  get isEmpty(): boolean {
    return !this.#permitted.includes(1);
  }

  /** Whether `text` can be cut in front of its character `at`. */
  has(text: string, at: number): boolean {
    const after = text.charCodeAt(at);
    if (after !== space && after !== lineEnd) return false;
    const before = text.charCodeAt(at - 1);
    return before < ascii && this.#permitted[after === space ? before : ascii + before] === 1;
  }
}

export function isLetterOrDigit(character: string): boolean {
  return /[A-Za-z0-9]/.test(character);
}

/** How the tokens of vocabularies write a space or a line end; "Ġ" and "Ċ" in the alphabet of byte-level ones. */
const written = { " ": [" ", "▁", "Ġ"], "\n": ["\n", "Ċ"] } as const;

/** Pairs of a character and the one behind it. */
export type Pairs = ReadonlySet<string>;

/** The pairs that stand inside of texts. */
export function pairsInside(texts: Iterable<string>): Pairs {
  const pairs = new Set<string>();
  for (const text of texts) for (const [pair] of text.matchAll(/[!-~](?=[ ▁Ġ\nĊ])./gs)) pairs.add(pair);
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
