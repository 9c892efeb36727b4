// Pre-tokenizers of a tokenizer.json as Hugging Face's `tokenizers` (the Rust library) applies them. The library in JavaScript
// differs in what is a digit, white space, a word or punctuation, and in how pieces around a match are joined.

import { OcLocalError } from "../../../../core/errors.ts";
import type { JsonObject, JsonValue } from "../../../../core/json.ts";
import { toByteCharacters } from "./byte-characters.ts";
import { compilePattern, compileRegex } from "./pattern.ts";
import { type Behavior, type Finder, splitText } from "./split-text.ts";

/** @param isFirst Whether the piece begins the text. */
type Cut = (piece: string, isFirst: boolean) => string[];

/** What takes the place of the library's own. @throws OcLocalError MODEL_FILE naming a kind that is not known. */
export function exactPreTokenizer(config: JsonObject) {
  const cut = cutOf(config);
  return (text: string, options?: { section_index?: number }): string[] =>
    text === "" ? [] : cut(text, (options?.section_index ?? 0) === 0);
}

const whiteSpace = /\p{White_Space}/gu;
// Of Rust's `regex`, not Oniguruma: \w+|[^\w\s]+.
const word = "\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\u200c\\u200d";
const words = new RegExp(`[${word}]+|[^${word}\\p{White_Space}]+`, "gu");
const punctuation = /[\p{P}!-/:-@[-`{-~]/gu;
// Rust's char::is_numeric.
const numeric = /\p{N}/gu;
const gpt2 = "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";

const split =
  (find: Finder, behavior: Behavior): Cut =>
  (piece) =>
    splitText(piece, find, behavior);

const makers: Readonly<Record<string, (config: JsonObject) => Cut>> = {
  BertPreTokenizer: () => inOrder([split(whiteSpace, "Removed"), split(punctuation, "Isolated")]),
  ByteLevel: byteLevel,
  CharDelimiterSplit: ({ delimiter }) => split(compilePattern({ String: String(delimiter) }), "Removed"),
  Digits: ({ individual_digits: individual }) => split(numeric, individual === true ? "Isolated" : "Contiguous"),
  FixedLength: ({ length }) => fixedLength(Number(length ?? 5)),
  Metaspace: metaspace,
  Punctuation: ({ behavior }) => split(punctuation, behaviorOf(behavior ?? "Isolated")),
  Sequence: ({ pretokenizers }) => inOrder((pretokenizers as JsonObject[]).map(cutOf)),
  Split: ({ pattern, behavior, invert }) => {
    const find = compilePattern(pattern);
    return (piece) => splitText(piece, find, behaviorOf(behavior), { invert: invert === true });
  },
  Whitespace: () => (piece) => splitText(piece, words, "Removed", { invert: true }),
  WhitespaceSplit: () => split(whiteSpace, "Removed"),
};

function cutOf(config: JsonObject): Cut {
  const make = makers[String(config.type)];
  if (make !== undefined) return make(config);
  throw new OcLocalError("MODEL_FILE", `the pre-tokenizer ${String(config.type)} is not supported`);
}

const behaviors: readonly Behavior[] = ["Removed", "Isolated", "MergedWithPrevious", "MergedWithNext", "Contiguous"];

function behaviorOf(name: JsonValue | undefined): Behavior {
  const found = behaviors.find((behavior) => behavior === name);
  if (found !== undefined) return found;
  throw new OcLocalError("MODEL_FILE", `the tokenizer's way of splitting "${String(name)}" is not known`);
}

function inOrder(cuts: readonly Cut[]): Cut {
  return (text, isFirst) => {
    let pieces = [text];
    for (const cut of cuts) {
      // What was removed in front of a piece still makes it one inside of the text.
      const begins = (piece: string, at: number) => isFirst && at === 0 && text.startsWith(piece);
      pieces = pieces.flatMap((piece, at) => cut(piece, begins(piece, at)));
    }
    return pieces;
  };
}

function byteLevel({ add_prefix_space: prefix, use_regex: useRegex }: JsonObject): Cut {
  const find = useRegex === false ? null : compileRegex(gpt2);
  return (piece) => {
    const text = prefix !== false && !piece.startsWith(" ") ? ` ${piece}` : piece;
    return (find === null ? [text] : splitText(text, find, "Isolated")).map(toByteCharacters);
  };
}

function fixedLength(length: number): Cut {
  return (piece) => {
    const characters = Array.from(piece);
    const starts = Array.from({ length: Math.ceil(characters.length / length) }, (_, i) => i * length);
    return starts.map((start) => characters.slice(start, start + length).join(""));
  };
}

function metaspace(config: JsonObject): Cut {
  const mark = String(config.replacement ?? "▁");
  const scheme = config.add_prefix_space === false ? "never" : (config.prepend_scheme ?? "always");
  const find = compilePattern({ String: mark });
  return (piece, isFirst) => {
    const marked = piece.replaceAll(" ", () => mark);
    const isPrefixed = (scheme === "always" || (scheme === "first" && isFirst)) && !marked.startsWith(mark);
    const text = isPrefixed ? mark + marked : marked;
    return config.split === false ? [text] : splitText(text, find, "MergedWithNext");
  };
}
