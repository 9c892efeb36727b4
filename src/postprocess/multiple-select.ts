// Every uppercase character of the text once, in the order of the code points. Nothing is extracted when there is none.
// docs/exactness.md E10.3.

import type { AnswerOptions, Postprocessor } from "../core/score.ts";
import { isUpper } from "../core/unicode.ts";

const rule = "all capital letters";

export function createPostprocessor(): Postprocessor {
  return (text) => {
    const capitals = new Set<string>();
    for (const character of text) if (isUpper(character)) capitals.add(character);
    const answer = [...capitals].sort(byCodePoint).join("");
    return answer === "" ? { answer, extracted: false } : { answer, extracted: true, rule };
  };
}

export function answerOptions(): AnswerOptions {
  return { of: "several letters" };
}

function byCodePoint(a: string, b: string): number {
  return (a.codePointAt(0) as number) - (b.codePointAt(0) as number);
}
