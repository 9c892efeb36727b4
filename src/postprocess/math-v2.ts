// MATH, second version: the content of the last \boxed{...} as it stands; without one (or with an empty one), the normal
// form of the first piece between full stops that says "final answer" or "answer is"; else of the first piece, which
// counts as not extracted (docs/exactness.md E11.4).

import type { Postprocessor } from "../core/score.ts";
import { extractBoxedAnswer } from "./math/boxed.ts";
import { normalizeFinalAnswer } from "./math/normalize-final-answer.ts";

export function createPostprocessor(): Postprocessor {
  return (text) => {
    const boxed = extractBoxedAnswer(text, { stripDoubleCurlyBrace: true });
    if (boxed) return { answer: boxed, extracted: true, rule: "boxed" };
    const pieces = text.split(".");
    const final = pieces.find((piece) => /final answer|answer is/.test(piece.toLowerCase()));
    if (final !== undefined) return { answer: normalizeFinalAnswer(final), extracted: true, rule: "answer is" };
    return { answer: normalizeFinalAnswer(pieces[0] ?? ""), extracted: false };
  };
}
