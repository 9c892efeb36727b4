// The random model's vocabulary: 151,936 tokens laid out as Qwen2's. 256 bytes, then words made of syllables, 151,387 merges
// (one for each token that is no byte), 293 control and unused tokens at the end.
//
// A syllable is a consonant and a vowel, a word is a space and one to three syllables, and every word is joined from the left:
//   " badefi" -> Ġ b a d e f i -> Ġ ba de fi -> Ġba de fi -> Ġbade fi -> Ġbadefi
// No other merge applies on the way, so the text of any word is one token again, whatever stands before it.

export const vocabularySize = 151_936;
export const endOfTextToken = 151_643;
export const endOfTurnToken = 151_645;
/** The first token that text never produces; so are all behind it. */
export const firstControlToken = endOfTextToken;

const consonants = [..."bcdfghjklmnpqrstvwxyz"];
const syllables = consonants.flatMap((consonant) => [..."aeiou"].map((vowel) => consonant + vowel));
/** Stands for the space in GPT-2's byte alphabet. */
const space = "Ġ";
const byteTokens = 256;
/** Where the words of three syllables begin. */
const firstWordToken = byteTokens + syllables.length * (2 + syllables.length);
export const wordCount = firstControlToken - firstWordToken;

export interface VocabularyLists {
  tokens: string[];
  merges: string[];
  /** llama.cpp's token types: 1 normal, 3 control, 5 unused. */
  types: number[];
}

export function vocabularyLists(): VocabularyLists {
  const tokens = byteAlphabet();
  const merges: string[] = [];
  const join = (left: string, right: string) => {
    tokens.push(left + right);
    merges.push(`${left} ${right}`);
  };
  for (const syllable of syllables) join(syllable[0] as string, syllable[1] as string);
  for (const syllable of syllables) join(space, syllable);
  for (const first of syllables) for (const second of syllables) join(space + first, second);
  for (let word = 0; word < wordCount; word++) {
    const [first, second, third] = wordSyllables(word);
    join(space + first + second, third);
  }
  const types = tokens.map(() => 1);
  tokens.push("<|endoftext|>", "<|im_start|>", "<|im_end|>");
  types.push(3, 3, 3);
  for (let token = tokens.length; token < vocabularySize; token++) {
    tokens.push(`[PAD${token}]`);
    types.push(5);
  }
  return { tokens, merges, types };
}

/** The token of a word of three syllables. */
export function wordToken(word: number): number {
  return firstWordToken + word;
}

/** Text of such a token, with the space in front. */
export function wordText(token: number): string {
  return ` ${wordSyllables(token - firstWordToken).join("")}`;
}

function wordSyllables(word: number): [string, string, string] {
  const count = syllables.length;
  const at = (index: number) => syllables[index % count] as string;
  return [at(Math.floor(word / count / count)), at(Math.floor(word / count)), at(word)];
}

/** GPT-2's 256 byte characters in the order of its vocabulary: printable bytes first, the others as characters from U+0100 on. */
function byteAlphabet(): string[] {
  const bytes = Array.from({ length: byteTokens }, (_, byte) => byte);
  const isPrintable = (byte: number) =>
    (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || (byte >= 0xae && byte <= 0xff);
  const others = bytes.filter((byte) => !isPrintable(byte));
  return [...bytes.filter(isPrintable), ...others.map((_, i) => 0x100 + i)].map((code) => String.fromCodePoint(code));
}
