// DRCD: what follows the first "答案是", up to the next one; the whole text, not extracted, where the phrase is missing.
// docs/exactness.md E10.12.

import type { Postprocessor } from "../core/score.ts";

export function createPostprocessor(): Postprocessor {
  return (text) => {
    const said = text.split("答案是")[1];
    return { answer: said ?? text, extracted: said !== undefined };
  };
}
