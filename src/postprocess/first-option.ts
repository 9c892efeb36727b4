// The option letter an answer names, found by an ordered list of phrases in Chinese and English; the first phrase with an
// option in it wins (first_option_postprocess; docs/exactness.md E10.5, E10.6). `rule` is the phrase that fired, in words.
// Nothing is extracted when no phrase fires.
// Of several options in a match, the one that comes first in `options` is taken, not the one that comes first in the text.

import { z } from "zod";
import type { AnswerOptions, Postprocessor } from "../core/score.ts";
import { strip } from "../core/unicode.ts";
import { compilePhrases } from "./first-option/phrases.ts";

export const optionsSchema = z.strictObject({
  options: z.string().min(1).describe('option letters, body of a character class: "ABCD"'),
  cushion: z
    .boolean()
    .exactOptional()
    .describe("take an option character anywhere when no phrase fires; default: true"),
});

export function createPostprocessor({
  options: letters,
  cushion = true,
}: z.output<typeof optionsSchema>): Postprocessor {
  const phrases = compilePhrases(letters, cushion);
  const candidates = [...letters];
  return (text) => {
    const stripped = strip(text);
    for (const { rule, find } of phrases) {
      const found = find(stripped);
      const answer = found === null ? undefined : candidates.find((option) => found.includes(option));
      if (answer !== undefined) return { answer, extracted: true, rule };
    }
    return { answer: "", extracted: false };
  };
}

export function answerOptions({ options: letters }: z.output<typeof optionsSchema>): AnswerOptions {
  return { letters: [...letters] };
}
