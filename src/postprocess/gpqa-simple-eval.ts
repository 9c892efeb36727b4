// The letter behind "ANSWER:", in any case of the word; nothing where there is none.
// docs/exactness.md E10.15.

import type { Postprocessor } from "../core/score.ts";

export function createPostprocessor(): Postprocessor {
  return (text) => {
    const found = /ANSWER\s*:\s*([A-D])/i.exec(text)?.[1];
    return { answer: found ?? null, extracted: found !== undefined };
  };
}
