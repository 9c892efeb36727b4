// What remains of a reasoning model's text without its reasoning. With an end token and no start token: the text after the
// last end token. Otherwise every shortest start...end pair is removed; a start without end stays. Stripped.
// Nothing is extracted when nothing remains or the reasoning never ended.
// As upstream, the tokens are literal when their presence is tested and patterns when pairs are removed: "[THINK]" removes
// like a character class and "<|end|>" like three alternatives.
// docs/exactness.md E10.10.

import { z } from "zod";
import type { Postprocessor } from "../core/score.ts";
import { strip } from "../core/unicode.ts";
import { compileSections } from "./text/sections.ts";

export const optionsSchema = z.strictObject({
  thinkStartToken: z.string().min(1).exactOptional(),
  thinkEndToken: z.string().min(1).exactOptional(),
});

export function createPostprocessor({
  thinkStartToken = "<think>",
  thinkEndToken = "</think>",
}: z.output<typeof optionsSchema> = {}): Postprocessor {
  const removeSections = compileSections(thinkStartToken, thinkEndToken);
  return (text) => {
    const lastEnd = text.lastIndexOf(thinkEndToken);
    const onlyEnds = lastEnd >= 0 && !text.includes(thinkStartToken);
    const answer = strip(onlyEnds ? text.slice(lastEnd + thinkEndToken.length) : removeSections(text));
    return { answer, extracted: answer !== "" && !answer.includes(thinkStartToken) };
  };
}
