// Questions with several accepted answers in words (TriviaQA, Natural Questions, SQuAD 2.0): which part of the prediction
// is compared, and with what.

import type { JsonValue } from "../../core/json.ts";
import type { Evaluator } from "../../core/score.ts";
import { normalizeWords } from "../../postprocess/text/normalize-words.ts";
import { ratioThenPercent, rightOrWrong, shareOfRight } from "../scores/right-or-wrong.ts";
import { notAText, textList } from "../scores/sample-values.ts";

export interface OpenAnswerRules {
  /** The part of the prediction that is compared after `normalizeWords`. */
  select(prediction: string): string;
  /** Whether a normalized prediction gives a normalized, lower-case reference. */
  accepts(answer: string, reference: string): boolean;
}

export function openAnswerEvaluator(name: string, { select, accepts }: OpenAnswerRules): Evaluator {
  return {
    score({ prediction, reference }) {
      if (typeof prediction !== "string") return notAText(prediction);
      const answer = normalizeWords(select(prediction));
      const accepted = textList(reference as JsonValue, name).map((text) => normalizeWords(text).toLowerCase());
      return rightOrWrong(
        accepted.some((text) => accepts(answer, text)),
        answer,
        accepted,
      );
    },
    ...shareOfRight("score", ratioThenPercent),
  };
}

export function firstLine(text: string): string {
  return text.split("\n", 1)[0] as string;
}

/** Text after the last occurrence of the phrase, or all of it. */
export function afterLast(text: string, phrase: string): string {
  const at = text.lastIndexOf(phrase);
  return at < 0 ? text : text.slice(at + phrase.length);
}
