// The words of a Chinese answer with blanks between them, for comparison word by word. Upstream also cleans the text as
// `general` does, but then cuts the uncleaned one into words; so is it here. Nothing is extracted from an empty text.
// docs/exactness.md E10.2.

import type { Postprocessor } from "../core/score.ts";
import { openChineseWords } from "./text/chinese-words.ts";

export function createPostprocessor(): Postprocessor {
  const words = openChineseWords();
  return (text) => ({ answer: words(text).join(" "), extracted: text !== "" });
}
