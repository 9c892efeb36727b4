// Option letter of a BIG-Bench Hard question: where "answer is " occurs, in the text after its first occurrence up to the
// next one; the first "(X)", else the first letter A to Z. Without either the text itself, which counts as not extracted.
// `rule` says which of the two it was and where.
// docs/exactness.md E11.7.

import type { AnswerOptions, Postprocessor } from "../core/score.ts";
import { strip } from "../core/unicode.ts";
import { capitalLetters } from "./text/letter-class.ts";

export function createPostprocessor(): Postprocessor {
  return (text) => {
    const said = text.split("answer is ")[1];
    const answer = said === undefined ? text : strip(said);
    const place = said === undefined ? 'without "answer is"' : 'after "answer is"';
    const bracketed = /\(([A-Z])/.exec(answer)?.[1];
    if (bracketed !== undefined) return { answer: bracketed, extracted: true, rule: `first (X) ${place}` };
    const letter = /[A-Z]/.exec(answer)?.[0];
    if (letter !== undefined) return { answer: letter, extracted: true, rule: `first letter A to Z ${place}` };
    return { answer, extracted: false };
  };
}

export function answerOptions(): AnswerOptions {
  return { letters: capitalLetters };
}
