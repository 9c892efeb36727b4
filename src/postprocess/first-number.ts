// The first number of the text, as a number: "-" right before it is its sign, "5." is 5, "1/2" is 1. Nothing is extracted,
// and the answer is null, when there is none.
// docs/exactness.md E10.8.

import { parsePythonFloat } from "../core/python-number.ts";
import type { Postprocessor } from "../core/score.ts";

const number = /-?\p{Nd}*\.?\p{Nd}+/u;

export function createPostprocessor(): Postprocessor {
  return (text) => {
    const match = number.exec(text);
    return match === null
      ? { answer: null, extracted: false }
      : { answer: parsePythonFloat(match[0]), extracted: true, rule: "first number" };
  };
}
