// TheoremQA's first rule: the word behind "answer is", without punctuation around it; else the whole text.
// docs/exactness.md E10.15.

import type { Postprocessor } from "../core/score.ts";
import { strip } from "../core/unicode.ts";
import { stripCharacters } from "./text/strip-characters.ts";

export function createPostprocessor(): Postprocessor {
  return (text) => {
    const found = /answer is (\S+)/.exec(strip(text))?.[1];
    if (found === undefined) return { answer: strip(text), extracted: false };
    return { answer: stripCharacters(found, ".,?!\"';:"), extracted: true };
  };
}
