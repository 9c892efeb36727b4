// Made-up multiple-choice questions in the shapes that evaluations have. Every word is one token of the random model's
// vocabulary, so that text and token ids say the same. Lengths depend on the shape alone, words on `content`.

import { integerBetween, type Random, seededRandom } from "../random.ts";
import { wordCount, wordToken } from "../random-model/vocabulary.ts";

export interface Question {
  context: number[];
  options: number[][];
  /** Behind every option: not empty where the options stand in mid-sentence. */
  tail: number[];
}

const lengthSeed = 7;

/** 4 subjects of 26 questions behind 5 solved examples, answered by one of four letters: C-Eval's shape and totals. */
export function fiveShotQuestions(content: number): Question[] {
  const words = wordsOf(content);
  const lengths = seededRandom(lengthSeed);
  const letters = words(4).map((letter) => [letter]);
  return [560, 600, 640, 668].flatMap((prefixLength) => {
    const prefix = words(prefixLength);
    return Array.from({ length: questionsPerPrefix }, () => {
      const own = words(integerBetween(lengths, 70, 146));
      return { context: [...prefix, ...own], options: letters, tail: [] };
    });
  });
}

export const questionsPerPrefix = 26;

/** 26 beginnings, each with 4 ways to go on of 10 to 30 tokens: HellaSwag's shape. */
export function continuations(content: number): Question[] {
  const words = wordsOf(content);
  const lengths = seededRandom(lengthSeed);
  return Array.from({ length: 26 }, () => {
    const context = words(integerBetween(lengths, 40, 100));
    const options = Array.from({ length: 4 }, () => words(integerBetween(lengths, 10, 30)));
    return { context, options, tail: [] };
  });
}

/** 104 sentences with two words that may fill the gap in the middle: WinoGrande's shape. */
export function gapSentences(content: number): Question[] {
  const words = wordsOf(content);
  const lengths = seededRandom(lengthSeed);
  return Array.from({ length: 104 }, () => {
    const context = words(integerBetween(lengths, 10, 20));
    const options = Array.from({ length: 2 }, () => words(integerBetween(lengths, 1, 3)));
    return { context, options, tail: words(integerBetween(lengths, 5, 12)) };
  });
}

/** Draws words that do not repeat before 140,000 were drawn: what differs in the plan differs in its first token. */
export function wordsOf(content: number): (count: number) => number[] {
  const random: Random = seededRandom(content);
  let next = Math.floor(random() * wordCount);
  // A stride without a common divisor visits every word once.
  const stride = 60_013;
  return (count) =>
    Array.from({ length: count }, () => {
      next = (next + stride) % wordCount;
      return wordToken(next);
    });
}
