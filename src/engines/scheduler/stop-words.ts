// Finds stop words in the text of generated tokens. A stop word may start in one token and end in another, and a
// character may be spread over several tokens, so text is compared, never tokens.

import { textBeforeFirst } from "../../core/stop-text.ts";

export class StopWords {
  readonly #words: readonly string[];
  readonly #detokenize: (tokens: readonly number[]) => string;
  /** Tokens whose text is sure to hold a stop word that ends in the last of them. */
  readonly #tailTokens: number;

  constructor(words: readonly string[], detokenize: (tokens: readonly number[]) => string) {
    this.#words = words.filter((word) => word !== "");
    this.#detokenize = detokenize;
    const longest = Math.max(0, ...this.#words.map((word) => Buffer.byteLength(word)));
    this.#tailTokens = longest + emptyTokenMargin;
  }

  /** Text before the first stop word; null while there is none. To be asked after every token. */
  textBefore(tokens: readonly number[]): string | null {
    if (this.#words.length === 0) return null;
    const tail = this.#detokenize(tokens.slice(-this.#tailTokens));
    if (textBeforeFirst(tail, this.#words) === null) return null;
    // The tail alone can show a word that the whole text does not have: its first token is decoded without what precedes it.
    return textBeforeFirst(this.#detokenize(tokens), this.#words);
  }
}

/** A token has at least one byte of text, but for the few that have none. */
const emptyTokenMargin = 8;
