// MMLU-Pro of base models: the first line is the letter of the right option or its text. The reference is "B. text"; one whose text
// holds ". " itself is matched by nothing, as upstream has it.
// docs/exactness.md E12.20.

import type { Evaluator } from "../core/score.ts";
import { strip } from "../core/unicode.ts";
import { percentThenRatio, rightOrWrong, shareOfRight } from "./scores/right-or-wrong.ts";
import { notAText, textReference } from "./scores/sample-values.ts";

const letters = "ABCDEFGHIJKLMNOP";

export function createEvaluator(): Evaluator {
  return {
    score({ prediction, reference }) {
      if (typeof prediction !== "string") return notAText(prediction);
      const wanted = textReference(reference, "mmlu-pro");
      const answer = strip(prediction.split("\n")[0] as string);
      return rightOrWrong(isOption(answer, wanted), answer, wanted);
    },
    ...shareOfRight("accuracy", percentThenRatio),
  };
}

function isOption(answer: string, reference: string): boolean {
  const [letter, text, ...more] = reference.split(". ");
  if (text === undefined || more.length > 0) return false;
  return (letters.includes(answer) && answer.length === 1 && letter === answer) || strip(text) === answer;
}
