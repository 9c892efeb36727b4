// Group 1 of the first match of a pattern, as it stands. Nothing is extracted when the pattern does not match.
// docs/exactness.md E10.11.

import { z } from "zod";
import { pythonRegExp } from "../core/python-regex.ts";
import type { AnswerOptions, Postprocessor } from "../core/score.ts";
import { lettersOfClass } from "./text/letter-class.ts";

export const optionsSchema = z.strictObject({
  answerPattern: z.string().min(1).describe("Python regular expression whose group 1 is the answer"),
});

export function createPostprocessor({ answerPattern }: z.output<typeof optionsSchema>): Postprocessor {
  const pattern = pythonRegExp(answerPattern);
  const rule = `pattern ${answerPattern}`;
  return (text) => {
    const match = pattern.exec(text);
    return match === null ? { answer: "", extracted: false } : { answer: match[1] ?? "", extracted: true, rule };
  };
}

/** Where group 1 is one character of a class: `ANSWER: ([A-D])`. */
export function answerOptions({ answerPattern }: z.output<typeof optionsSchema>): AnswerOptions | undefined {
  const letters = lettersOfClass(/^[^(]*(?:\(\?[a-z]+\)[^(]*)?\(\[([^\]]*)\]\)/.exec(answerPattern)?.[1] ?? "");
  if (letters === null) return undefined;
  const isCaseless = /^\(\?[a-z]*i[a-z]*\)/.test(answerPattern);
  return { letters: isCaseless ? letters.flatMap((letter) => bothCases(letter)) : letters };
}

function bothCases(letter: string): string[] {
  return [...new Set([letter, letter.toUpperCase(), letter.toLowerCase()])];
}
