// The last number of the text before "Question:", where base models go on to invent the next question. Commas are not
// understood: "$70,000" gives "000". Nothing is extracted, and the answer is NULL, when there is no number.
// docs/exactness.md E11.1.

import type { AnswerOptions, Postprocessor } from "../core/score.ts";

const rule = "last number";
const numbers = /-?\p{Nd}+(?:\.\p{Nd}+)?/gu;

export function createPostprocessor(): Postprocessor {
  return (text) => {
    const end = text.indexOf("Question:");
    let last: string | undefined;
    for (const match of (end < 0 ? text : text.slice(0, end)).matchAll(numbers)) last = match[0];
    return last === undefined ? { answer: "NULL", extracted: false } : { answer: last, extracted: true, rule };
  };
}

export function answerOptions(): AnswerOptions {
  return { of: "numbers" };
}
