// Shortens an answer in words for comparison: up to the first newline, full stop or comma, without punctuation and English
// articles, white space squeezed. Nothing is extracted when nothing is left.
// docs/exactness.md E10.1.

import type { Postprocessor } from "../core/score.ts";
import { normalizeWords } from "./text/normalize-words.ts";

export function createPostprocessor(): Postprocessor {
  return (text) => {
    const answer = normalizeWords(text);
    return { answer, extracted: answer !== "" };
  };
}
