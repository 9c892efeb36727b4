// Answer in words of a BIG-Bench Hard question: `normalizeFreeform`. Nothing is extracted when nothing is left.

import type { Postprocessor } from "../core/score.ts";
import { normalizeFreeform } from "./bbh/normalize-freeform.ts";

export function createPostprocessor(): Postprocessor {
  return (text) => {
    const answer = normalizeFreeform(text);
    return { answer, extracted: answer !== "" };
  };
}
