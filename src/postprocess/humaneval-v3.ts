// Code of the last complete fenced block, else the whole text; white space in front is dropped, with it the indentation of
// the first line. Text without a block is usual for base models, so it counts as extracted unless it is empty.
// docs/exactness.md E11.10.

import type { Postprocessor } from "../core/score.ts";
import { lstrip } from "../core/unicode.ts";
import { fencedBlocks } from "./code/fenced-blocks.ts";

export function createPostprocessor(): Postprocessor {
  return (text) => {
    const answer = lstrip(fencedBlocks(text).at(-1) ?? text);
    return { answer, extracted: answer !== "" };
  };
}
