// MATH, first version: the normal form of the first piece between full stops that says "final answer", else of the first
// piece. That second case counts as not extracted.
// docs/exactness.md E11.3.

import type { Postprocessor } from "../core/score.ts";
import { normalizeFinalAnswer } from "./math/normalize-final-answer.ts";

export function createPostprocessor(): Postprocessor {
  return (text) => {
    const pieces = text.split(".");
    const final = pieces.find((piece) => piece.toLowerCase().includes("final answer"));
    return { answer: normalizeFinalAnswer(final ?? pieces[0] ?? ""), extracted: final !== undefined };
  };
}
