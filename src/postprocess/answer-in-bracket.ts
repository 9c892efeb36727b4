// What stands between the first 【 and the first 】 (AGIEval's form of asking for an answer). Nothing is extracted, and the
// answer is empty, when there is no such pair.

import type { Postprocessor } from "../core/score.ts";

export function createPostprocessor(): Postprocessor {
  return (text) => {
    const [open, close] = [text.indexOf("【"), text.indexOf("】")];
    const isPair = open >= 0 && close > open;
    return { answer: isPair ? text.slice(open + 1, close) : "", extracted: isPair };
  };
}
