// The first uppercase character of the text. Nothing is extracted when there is none.
// docs/exactness.md E10.3.

import type { AnswerOptions, Postprocessor } from "../core/score.ts";
import { isUpper } from "../core/unicode.ts";
import { capitalLetters } from "./text/letter-class.ts";

const rule = "first capital letter";

export function createPostprocessor(): Postprocessor {
  return (text) => {
    for (const character of text) if (isUpper(character)) return { answer: character, extracted: true, rule };
    return { answer: "", extracted: false };
  };
}

export function answerOptions(): AnswerOptions {
  return { letters: capitalLetters };
}
