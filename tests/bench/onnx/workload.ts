// The bench's questions and prompts in the ONNX model's vocabulary.

import { randomModelWords } from "../words.ts";
import { equalJobs, type GenerationJob } from "../workloads/generation.ts";
import { fiveShotQuestions, type Question, questionsPerPrefix } from "../workloads/questions.ts";
import { type ScoringWorkload, scoringWorkload } from "../workloads/scoring.ts";
import { onnxShape } from "./random-onnx-model.ts";

/** Sequences that generate at once. */
export const slots = 8;
/** What computes every option whole needs the same time for each: a few questions tell its rate. */
const wholeQuestions = 2;

/** The questions behind one prefix of 560 tokens, 4 options each. */
export function fiveShot(repetition: number): ScoringWorkload {
  return scoringWorkload(questions(repetition), "option");
}

export function fiveShotPart(repetition: number): ScoringWorkload {
  return scoringWorkload(questions(repetition).slice(0, wholeQuestions), "option");
}

export function generationJobs(repetition: number): GenerationJob[] {
  return equalJobs(randomModelWords, slots, repetition).map((job) => ({
    ...job,
    prompt: job.prompt.map(toVocabulary),
  }));
}

function questions(repetition: number): Question[] {
  return fiveShotQuestions(randomModelWords, repetition)
    .slice(0, questionsPerPrefix)
    .map(({ context, options, tail }) => ({
      context: context.map(toVocabulary),
      options: options.map((option) => option.map(toVocabulary)),
      tail,
    }));
}

/** Control tokens are left out. */
function toVocabulary(token: number): number {
  return 100 + (token % (onnxShape.vocabulary - 100));
}
