// What stands in the last complete pair of a tag, stripped. Nothing is extracted when there is no complete pair; the answer
// is then the text NO ANSWER FOUND, as in OpenCompass.
// docs/exactness.md E10.11.

import { z } from "zod";
import type { Postprocessor } from "../core/score.ts";
import { strip } from "../core/unicode.ts";
import { contentsBetween } from "./text/pairs.ts";

export const optionsSchema = z.strictObject({
  tag: z
    .string()
    .regex(/^<[\p{L}\p{N}_:-]+>$/u, "expected a tag with its brackets, such as <answer>")
    .describe("opening tag with its brackets"),
});

export function createPostprocessor({ tag }: z.output<typeof optionsSchema>): Postprocessor {
  return (text) => {
    const last = contentsBetween(text, tag, `</${tag.slice(1)}`).at(-1);
    return last === undefined
      ? { answer: "NO ANSWER FOUND", extracted: false }
      : { answer: strip(last), extracted: true };
  };
}
