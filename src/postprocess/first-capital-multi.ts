// The first run of the letters A to D, for questions with several right options. Nothing is extracted when there is none.
// docs/exactness.md E10.4.

import type { AnswerOptions, Postprocessor } from "../core/score.ts";

const rule = "first run of letters A to D";

export function createPostprocessor(): Postprocessor {
  return (text) => {
    const run = /[A-D]+/.exec(text)?.[0];
    return run === undefined ? { answer: "", extracted: false } : { answer: run, extracted: true, rule };
  };
}

export function answerOptions(): AnswerOptions {
  return { of: "several letters" };
}
