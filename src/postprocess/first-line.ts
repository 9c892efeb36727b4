// The first line that is not empty, as it stands (LongBench's answers that are one line).
// docs/exactness.md E10.16.

import type { Postprocessor } from "../core/score.ts";

export function createPostprocessor(): Postprocessor {
  return (text) => ({ answer: text.replace(/^\n+/, "").split("\n")[0] as string, extracted: true });
}
