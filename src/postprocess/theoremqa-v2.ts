// TheoremQA's second rule: the words at the end of the last line, back to "is", "be", "are" or a colon.
// docs/exactness.md E10.15.

import type { Postprocessor } from "../core/score.ts";
import { strip } from "../core/unicode.ts";
import { stripCharacters } from "./text/strip-characters.ts";

export function createPostprocessor(): Postprocessor {
  return (text) => {
    const words = (strip(text).split("\n").at(-1) as string).split(" ");
    const stop = words.findLastIndex((word) => ["is", "be", "are"].includes(word) || word.endsWith(":"));
    const answer = stripCharacters(strip(words.slice(stop + 1).join(" ")), ".");
    return { answer, extracted: stop >= 0 };
  };
}
