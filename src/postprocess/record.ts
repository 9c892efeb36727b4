// ReCoRD's answers: the first line, without the words "Answer: ".
// docs/exactness.md E10.16.

import type { Postprocessor } from "../core/score.ts";

export function createPostprocessor(): Postprocessor {
  return (text) => {
    const [line = ""] = text.trim().split("\n");
    return { answer: line.replaceAll("Answer: ", "").trim(), extracted: true };
  };
}
