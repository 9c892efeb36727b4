// What stands between the first 【 and the first 】 (AGIEval's form of asking for an answer). Nothing is extracted, and the
// answer is empty, when there is no such pair.

import { z } from "zod";
import { parseOptions } from "../core/options.ts";
import type { Postprocessor } from "../core/score.ts";

export const optionsSchema = z.strictObject({});

export function createPostprocessor(options: unknown = {}): Postprocessor {
  parseOptions(optionsSchema, options, "answer-in-bracket");
  return (text) => {
    const [open, close] = [text.indexOf("【"), text.indexOf("】")];
    const isPair = open >= 0 && close > open;
    return { answer: isPair ? text.slice(open + 1, close) : "", extracted: isPair };
  };
}
