// What follows "ANSWER:" on its line, in any case. Nothing is extracted when there is none. Spelled as in OpenCompass.

import { pythonRegExp } from "../core/python-regex.ts";
import type { Postprocessor } from "../core/score.ts";

const answerLine = pythonRegExp("ANSWER\\s*:\\s*([^\\n]+)", "i");

export function createPostprocessor(): Postprocessor {
  return (text) => {
    const match = answerLine.exec(text);
    return { answer: match?.[1] ?? "", extracted: match !== null };
  };
}
