// The words of a Chinese answer with blanks between them, for comparison word by word. Upstream also cleans the text as
// `general` does, but then cuts the uncleaned one into words; so is it here. Nothing is extracted from an empty text.
// docs/exactness.md E10.2.

import { z } from "zod";
import { parseOptions } from "../core/options.ts";
import type { Postprocessor } from "../core/score.ts";
import { openChineseWords } from "./text/chinese-words.ts";

export const optionsSchema = z.strictObject({});

export function createPostprocessor(options: unknown = {}): Postprocessor {
  parseOptions(optionsSchema, options, "general-cn");
  const words = openChineseWords();
  return (text) => ({ answer: words(text).join(" "), extracted: text !== "" });
}
