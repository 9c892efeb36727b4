// Made-up multiple-choice questions in the shapes that evaluations have. Lengths depend on the shape alone, words on `content`.

import { integerBetween, seededRandom } from "../random.ts";
import { type Words, wordsOf } from "../words.ts";

export interface Question {
  context: number[];
  options: number[][];
  /** Behind every option: not empty where the options stand in mid-sentence. */
  tail: number[];
}

const lengthSeed = 7;

/** 4 subjects of 26 questions behind 5 solved examples, answered by one of four letters: C-Eval's shape and totals. */
export function fiveShotQuestions(vocabulary: Words, content: number): Question[] {
  const words = wordsOf(vocabulary, content);
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
export function continuations(vocabulary: Words, content: number): Question[] {
  const words = wordsOf(vocabulary, content);
  const lengths = seededRandom(lengthSeed);
  return Array.from({ length: 26 }, () => {
    const context = words(integerBetween(lengths, 40, 100));
    const options = Array.from({ length: 4 }, () => words(integerBetween(lengths, 10, 30)));
    return { context, options, tail: [] };
  });
}

/** 104 sentences with two words that may fill the gap in the middle: WinoGrande's shape. */
export function gapSentences(vocabulary: Words, content: number): Question[] {
  const words = wordsOf(vocabulary, content);
  const lengths = seededRandom(lengthSeed);
  return Array.from({ length: 104 }, () => {
    const context = words(integerBetween(lengths, 10, 20));
    const options = Array.from({ length: 2 }, () => words(integerBetween(lengths, 1, 3)));
    return { context, options, tail: words(integerBetween(lengths, 5, 12)) };
  });
}
