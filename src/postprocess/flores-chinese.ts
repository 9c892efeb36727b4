// The first line of a Chinese translation, its words with blanks between them.
// docs/exactness.md E10.16.

import { pythonRegExp } from "../core/python-regex.ts";
import type { Postprocessor } from "../core/score.ts";
import { strip } from "../core/unicode.ts";
import { openChineseWords } from "./text/chinese-words.ts";

const whiteSpace = pythonRegExp("\\s+", "g");

export function createPostprocessor(): Postprocessor {
  const words = openChineseWords();
  return (text) => {
    const line = strip((strip(text).split("\n")[0] as string).replace(whiteSpace, " "));
    return { answer: words(line).join(" "), extracted: true };
  };
}
