// Multiple-choice questions asked with their options rotated. The reference is "index--answer--pattern"; the pattern says
// which original option stands at A, B, C and D.
//   acc_4, acc_1      right answers among the four rotations, or among the unrotated questions
//   more_i_j, perf_i  share of questions with at least j (all i) right answers of i rotations
//   vote_i            share of questions whose most frequent answer, mapped back, is right; ties go to the first seen
//   prior_X           how often X was answered
// docs/exactness.md E12.11.

import { OcLocalError } from "../core/errors.ts";
import { groupBy } from "../core/group-by.ts";
import type { Evaluator, Metrics } from "../core/score.ts";
import { type Asked, readAsked } from "./circular/asked.ts";
import { measuredScores, rightOrWrong } from "./scores/right-or-wrong.ts";

type Rotations = 1 | 4;
type Question = Asked[];

export function createEvaluator(): Evaluator {
  return {
    rightShare: "acc_4",
    score({ prediction, reference }) {
      return rightOrWrong(readAsked(prediction, reference).isRight, prediction, reference);
    },
    metrics(scores) {
      const asked = measuredScores(scores).map(({ answer, reference }) => readAsked(answer, reference));
      const questions = groupByQuestion(asked);
      return {
        acc_4: accuracy(asked, 4),
        acc_1: accuracy(asked, 1),
        ...shares(questions, 1),
        ...shares(questions, 4),
        perf_1: shareWithAtLeast(questions, 1, 1),
        perf_4: shareWithAtLeast(questions, 4, 4),
        vote_4: voteAccuracy(questions, 4),
        vote_1: voteAccuracy(questions, 1),
        ...priors(asked),
      };
    },
  };
}

function groupByQuestion(asked: readonly Asked[]): Question[] {
  return [...groupBy(asked, ({ index }) => index).values()];
}

/** Assumes four rotations per question, as upstream: with fewer, acc_1 exceeds 100. */
function accuracy(asked: readonly Asked[], rotations: Rotations): number {
  return (((countRight(asked, rotations) / asked.length) * 4) / rotations) * 100;
}

function countRight(asked: readonly Asked[], rotations: Rotations): number {
  return asked.filter((one) => one.isRight && one.rotations.has(rotations)).length;
}

function shares(questions: readonly Question[], rotations: Rotations): Metrics {
  const atLeast = Array.from({ length: rotations + 1 }, (_, j) => j);
  return Object.fromEntries(atLeast.map((j) => [`more_${rotations}_${j}`, shareWithAtLeast(questions, rotations, j)]));
}

function shareWithAtLeast(questions: readonly Question[], rotations: Rotations, right: number): number {
  const count = questions.filter((question) => countRight(question, rotations) >= right).length;
  return (count / questions.length) * 100;
}

function voteAccuracy(questions: readonly Question[], rotations: Rotations): number {
  const count = questions.filter((question) => mostVoted(question, rotations) === question[0]?.wanted).length;
  return (count / questions.length) * 100;
}

function mostVoted(question: Question, rotations: Rotations): string {
  const votes = new Map<string, number>();
  for (const { vote } of question.filter((one) => one.rotations.has(rotations))) {
    votes.set(vote, (votes.get(vote) ?? 0) + 1);
  }
  const most = Math.max(...votes.values());
  for (const [vote, count] of votes) if (count === most) return vote;
  throw new OcLocalError("EVALUATION", `circular: question ${question[0]?.index} was not asked in the order ABCD`, {
    hint: "every question needs a row with the pattern ABCD",
  });
}

function priors(asked: readonly Asked[]): Metrics {
  return Object.fromEntries(
    ["A", "B", "C", "D", "-"].map((letter) => {
      const count = asked.filter(({ answer }) => answer === letter).length;
      return [`prior_${letter}`, (count / asked.length) * 100];
    }),
  );
}
