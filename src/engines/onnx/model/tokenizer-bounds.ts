// What a tokenizer.json may hold at most. The library takes it at its word: it keeps several tables of every token, compiles every
// pattern, and calls every part inside another one (docs/security.md lists the bounds).

import { isJsonObject, type JsonObject, type JsonValue } from "../../../core/json.ts";

export const tokenizerBounds = {
  /** The largest published vocabularies have half as many. */
  tokens: 1 << 19,
  /** Characters of one token. */
  tokenLength: 4096,
  merges: 1 << 20,
  /** Control tokens and their like: each is looked for in every text. */
  addedTokens: 1 << 16,
  /** Characters of all of them: the library makes an object of each. */
  addedLength: 1 << 20,
  patterns: 64,
  /** Characters of a pattern, and of any other text of a part but the table of characters. */
  patternLength: 10_000,
  charsmapLength: 1 << 23,
  /** Parts inside of one another. */
  depth: 16,
  parts: 256,
} as const;

/** @returns What is beyond its bound, to complete "the tokenizer …"; undefined for one that can be used. */
export function findBeyondTokenizerBounds(tokenizer: JsonObject): string | undefined {
  return beyondVocabulary(tokenizer) ?? beyondParts(tokenizer);
}

function beyondVocabulary({ model, added_tokens: added }: JsonObject): string | undefined {
  const { vocab, merges } = isJsonObject(model) ? model : {};
  const texts = Array.isArray(vocab) ? vocab.map((piece) => (Array.isArray(piece) ? piece[0] : piece)) : keysOf(vocab);
  const addedTexts = Array.isArray(added) ? added.map((token) => (isJsonObject(token) ? token.content : token)) : [];
  const counts = [
    ["tokens", texts.length, tokenizerBounds.tokens],
    ["merges", Array.isArray(merges) ? merges.length : 0, tokenizerBounds.merges],
    ["added tokens", addedTexts.length, tokenizerBounds.addedTokens],
  ] as const;
  const addedLength = addedTexts.reduce<number>((sum, text) => sum + (typeof text === "string" ? text.length : 0), 0);
  if (addedLength > tokenizerBounds.addedLength)
    return `has added tokens of ${addedLength} characters, and ${tokenizerBounds.addedLength} is the most`;
  for (const [what, count, most] of counts) if (count > most) return `has ${count} ${what}, and ${most} is the most`;
  const most = tokenizerBounds.tokenLength;
  for (const list of [texts, addedTexts]) {
    const at = list.findIndex((text) => typeof text === "string" && text.length > most);
    if (at >= 0) return `has a token of ${String(list[at]).length} characters, and ${most} is the most`;
  }
  return undefined;
}

const partNames = ["normalizer", "pre_tokenizer", "post_processor", "decoder"];

function beyondParts(tokenizer: JsonObject): string | undefined {
  const seen = { parts: 0, patterns: 0 };
  for (const name of partNames) {
    const wrong = beyondPart(tokenizer[name], seen, 0);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function beyondPart(
  value: JsonValue | undefined,
  seen: { parts: number; patterns: number },
  depth: number,
): string | undefined {
  if (typeof value === "string" && value.length > tokenizerBounds.patternLength)
    return `has a text of ${value.length} characters in one of its parts, and ${tokenizerBounds.patternLength} is the most`;
  if (typeof value !== "object" || value === null) return undefined;
  // Two levels for each part: the part and the list it stands in.
  if (depth > 2 * tokenizerBounds.depth)
    return `has parts inside of one another, deeper than ${tokenizerBounds.depth} levels`;
  if (isJsonObject(value) && "type" in value) seen.parts += 1;
  if (isJsonObject(value) && "Regex" in value) seen.patterns += 1;
  for (const name of ["parts", "patterns"] as const)
    if (seen[name] > tokenizerBounds[name]) return `has more than ${tokenizerBounds[name]} ${name}`;
  for (const [key, inner] of Object.entries(value)) {
    const isCharsmap = key === "precompiled_charsmap" && typeof inner === "string";
    if (isCharsmap && inner.length <= tokenizerBounds.charsmapLength) continue;
    const wrong = beyondPart(inner, seen, depth + 1);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function keysOf(vocabulary: JsonValue | undefined): string[] {
  return isJsonObject(vocabulary) ? Object.keys(vocabulary) : [];
}
