// The first line that is not blank at the front.
// docs/exactness.md E10.16.

import type { Postprocessor } from "../core/score.ts";
import { strip } from "../core/unicode.ts";

export function createPostprocessor(): Postprocessor {
  return (text) => ({ answer: strip(strip(text).split("\n")[0] as string), extracted: true });
}
