// GAOKAO-Bench's objective questions (Zhang et al. 2023, arXiv:2305.12474): letters found in the answer beside those of the reference,
// one by one. An answer that does not give as many letters as the reference has is wrong in all of them. In questions with several
// right options a part of them is worth half. The score is points over all letters, out of 100.
// docs/exactness.md E12.19.

import { pythonRegExp } from "../../core/python-regex.ts";
import type { Evaluator, Score } from "../../core/score.ts";
import { measuredScores } from "../scores/right-or-wrong.ts";
import { notAText, textList } from "../scores/sample-values.ts";

export type QuestionType = "single_choice" | "multi_choice" | "multi_question_choice" | "five_out_of_seven";

/** @param questionType How letters are found. */
export function objectiveQuestions(questionType: QuestionType): Evaluator {
  return {
    rightShare: "none",
    score({ prediction, reference }) {
      if (typeof prediction !== "string") return notAText(prediction);
      const wanted = textList(reference, "gaokao-bench");
      const found = finders[questionType](prediction, wanted.length);
      const answer = found.length === wanted.length ? found : wanted.map(() => "Z");
      const value = pointsOf(answer, wanted, questionType) / Math.max(1, wanted.length);
      return { kind: "scored", value, answer, reference: wanted };
    },
    metrics(scores) {
      const measured = measuredScores(scores) as Measured[];
      const points = measured.map(({ answer, reference }) => pointsOf(answer, reference, questionType));
      const letters = measured.map(({ reference }) => reference.length);
      return { score: (sum(points) / sum(letters)) * 100 };
    },
  };
}

type Measured = Extract<Score, { kind: "scored" }> & { answer: string[]; reference: string[] };

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function pointsOf(answer: readonly string[], reference: readonly string[], questionType: QuestionType): number {
  return sum(
    reference.map((wanted, i) => {
      const given = answer[i] as string;
      if (given === wanted) return 1;
      return questionType === "multi_choice" && [...given].every((letter) => wanted.includes(letter)) ? 0.5 : 0;
    }),
  );
}

/** @param count Letters of the reference. */
type Find = (text: string, count: number) => string[];

const finders: Readonly<Record<QuestionType, Find>> = {
  single_choice: (text) => (text.match(/[A-D]/g) ?? []).slice(-1),
  multi_choice(text) {
    const packed = text.replace(whiteSpace, "");
    const at = packed.indexOf("【答案】");
    const letters = (at > 0 ? packed.slice(at) : [...packed].slice(-10).join("")).match(/[A-D]/g);
    return letters === null ? [] : [letters.join("")];
  },
  multi_question_choice(text, count) {
    const marked = [...text.matchAll(/【答案】\s*(?:[:：]+\s*)?([A-Z])/g)].map(([, letter]) => letter as string);
    return marked.length === count ? marked : (text.match(/[A-Z]/g) ?? []).slice(0, count);
  },
  five_out_of_seven: (text) => (text.match(/[A-G]/g) ?? []).slice(0, 5),
};

const whiteSpace = pythonRegExp("\\s+", "g");
