// The number behind "The answer is" (in Chinese sets 答案是), else the last one of the text.
// docs/exactness.md E10.13.

import { z } from "zod";
import type { Postprocessor } from "../core/score.ts";

export const optionsSchema = z.strictObject({
  name: z.string().describe('the set\'s name: one with "_cn" is Chinese'),
});

export function createPostprocessor({ name }: z.output<typeof optionsSchema>): Postprocessor {
  const phrase = name.includes("_cn") ? "答案是" : "The answer is";
  return (text) => {
    const said = text.split(phrase)[1]?.trim();
    const searched = (said ?? text).replace(/(\d),(\d)/g, "$1$2");
    const numbers = searched.match(/-?\d*\.?\/?\d+|\d+/g);
    const found = said === undefined ? numbers?.at(-1) : numbers?.[0];
    return { answer: found ?? said ?? text, extracted: found !== undefined };
  };
}
