// The last uppercase character of the text. Nothing is extracted when there is none.
// docs/exactness.md E10.3.

import type { AnswerOptions, Postprocessor } from "../core/score.ts";
import { isUpper } from "../core/unicode.ts";
import { capitalLetters } from "./text/letter-class.ts";

const rule = "last capital letter";

export function createPostprocessor(): Postprocessor {
  return (text) => {
    let last = "";
    for (const character of text) if (isUpper(character)) last = character;
    return last === "" ? { answer: "", extracted: false } : { answer: last, extracted: true, rule };
  };
}

export function answerOptions(): AnswerOptions {
  return { letters: capitalLetters };
}
