// The first "yes" or "no" in the first paragraph after its last "answer is " ("know" counts as no). Nothing is extracted
// when there is neither.
// docs/exactness.md E11.9.

import type { Postprocessor } from "../core/score.ts";

export function createPostprocessor(): Postprocessor {
  return (text) => {
    const paragraph = text.split("\n\n", 1)[0] as string;
    const said = paragraph.split("answer is ").at(-1) as string;
    const word = /yes|no/.exec(said.toLowerCase())?.[0] ?? "";
    return { answer: word, extracted: word !== "" };
  };
}
