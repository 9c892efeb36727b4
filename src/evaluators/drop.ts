// DROP as OpenAI's simple-evals scores it: what follows the first "Answer:" on its line (else the whole text) contains an
// accepted answer or is contained in one, both without case, punctuation and articles. Accepted answers are separated by "|".
// docs/exactness.md E12.10.

import { pythonRegExp } from "../core/python-regex.ts";
import type { Evaluator } from "../core/score.ts";
import { percentThenRatio, rightOrWrong, shareOfRight } from "./scores/right-or-wrong.ts";
import { notAText, textReference } from "./scores/sample-values.ts";
import { isFuzzyMatch } from "./text/fuzzy-match.ts";

const answerLine = pythonRegExp("Answer\\s*:\\s*([^\\n]+)", "i");

export function createEvaluator(): Evaluator {
  return {
    comparesTexts: true,
    score({ prediction, reference }) {
      if (typeof prediction !== "string") return notAText(prediction);
      const answer = answerLine.exec(prediction)?.[1] ?? prediction;
      const accepted = textReference(reference, "drop").split("|");
      return rightOrWrong(
        accepted.some((text) => isFuzzyMatch(answer, text)),
        answer,
        reference,
      );
    },
    ...shareOfRight("accuracy", percentThenRatio),
  };
}
