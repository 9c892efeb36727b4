// Words to make prompts of, each one token whatever stands before it, so that text and token ids say the same: the random model's, or
// those of a file's own vocabulary.

import type { EngineModule, Vocabulary } from "../../src/engines/engine.ts";
import { seededRandom } from "./random.ts";
import { wordCount, wordText, wordToken } from "./random-model/vocabulary.ts";

export interface Words {
  count: number;
  /** @param word 0 to `count` - 1 */
  token(word: number): number;
  /** With the space in front. */
  text(token: number): string;
}

export const randomModelWords: Words = { count: wordCount, token: wordToken, text: wordText };

/** Draws words that do not repeat before nearly all were drawn: what differs in the plan differs in its first token. */
export function wordsOf({ count: total, token }: Words, content: number): (count: number) => number[] {
  let next = Math.floor(seededRandom(content)() * total);
  return (count) =>
    Array.from({ length: count }, () => {
      next = (next + stride) % total;
      return token(next);
    });
}

/** A prime larger than half of any vocabulary: it visits every word once, and neighbours are no neighbours in it. */
const stride = 600_011;

/** Fewer would repeat within one workload. */
const leastWords = 4000;

/** @throws Error for a vocabulary with too few words that are one token: what is measured would not be what it says. */
export async function wordsOfFile(modelPath: string): Promise<Words> {
  const vocabulary = await openVocabulary(modelPath);
  try {
    const texts = new Map<number, string>();
    for (let token = 0; token < vocabulary.info.vocabularySize; token++) {
      const text = vocabulary.detokenize(Int32Array.of(token), { special: false });
      if (/^ [a-z]{2,}$/.test(text)) texts.set(token, text);
    }
    keepJoinable(texts, vocabulary);
    if (texts.size < leastWords)
      throw new Error(`${modelPath} has ${texts.size} words of one token, too few to make prompts of (${leastWords})`);
    const tokens = [...texts.keys()];
    return {
      count: tokens.length,
      token: (word) => tokens[word] as number,
      text: (token) => texts.get(token) as string,
    };
  } finally {
    await vocabulary.close();
  }
}

async function openVocabulary(modelPath: string): Promise<Vocabulary> {
  const module = (await import(new URL("../../dist/src/engines/llama.js", import.meta.url).href)) as EngineModule;
  return module.openVocabulary({ modelPath, device: { backend: "cpu", index: null } });
}

/** Takes out what is not the same token again behind other words. */
function keepJoinable(texts: Map<number, string>, vocabulary: Vocabulary): void {
  const anchor = [...texts].find(([token, text]) => isSame(vocabulary, text + text, [token, token]));
  for (const [token, text] of texts)
    if (anchor === undefined || !isSame(vocabulary, anchor[1] + text + anchor[1], [anchor[0], token, anchor[0]]))
      texts.delete(token);
}

function isSame(vocabulary: Vocabulary, text: string, tokens: readonly number[]): boolean {
  const found = vocabulary.tokenize(text, { addBos: false, parseSpecial: false });
  return found.length === tokens.length && found.every((token, i) => token === tokens[i]);
}
