// An inference context over rows written in a test: no files, no engine.

import type { Row } from "../../src/core/dataset.ts";
import type { PromptTemplateConfig } from "../../src/core/prompt.ts";
import type { GenerateRequest, ScoreRequest } from "../../src/core/request.ts";
import type { InferenceContext, PromptedModel, Question } from "../../src/inferencers/inferencer.ts";
import { createPromptBuilder } from "../../src/prompt/prompt-builder.ts";
import { charModel } from "./char-model.ts";

export interface ContextOptions {
  test: Row[];
  promptTemplate: PromptTemplateConfig;
  train?: Row[];
  iceTemplate?: PromptTemplateConfig;
  /** Shown with every row. @default every train row */
  iceIds?: number[];
  outputColumn?: string | null;
  model?: PromptedModel;
  defaults?: Partial<Pick<InferenceContext, "maxOutLen" | "overruleOutLen" | "minOutLen" | "stopWords" | "sampling">>;
}

export const greedy = { temperature: 0, topK: 40, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 };

export function inferenceContext(options: ContextOptions): InferenceContext {
  const { test, train = [], promptTemplate, iceTemplate, outputColumn = "answer" } = options;
  const iceIds = options.iceIds ?? train.map((_, id) => id);
  const sources = { promptTemplate, ...(iceTemplate && { iceTemplate }), outputColumn };
  const newline = iceTemplate === undefined ? "" : "\n"; // as the retrievers "zero" and "fix-k" have it
  return {
    prompts: createPromptBuilder(sources, { train, test }, { iceSeparator: newline, iceEndToken: newline }),
    iceIds: test.map(() => iceIds),
    rows: test,
    outputColumn,
    model: options.model ?? charModel(),
    maxOutLen: 20,
    minOutLen: 0,
    stopWords: [],
    sampling: greedy,
    ...options.defaults,
  };
}

type Asked<Kind extends Question["kind"]> = Extract<Question, { kind: Kind }>;

export function scoreQuestion(question: Question): Asked<"score"> & { requests: Omit<ScoreRequest, "index">[] } {
  if (question.kind !== "score") throw new Error(`expected a question to be scored, got ${question.kind}`);
  return question;
}

export function generateQuestion(
  question: Question,
): Asked<"generate"> & { requests: Omit<GenerateRequest, "index">[] } {
  if (question.kind !== "generate") throw new Error(`expected a question to be continued, got ${question.kind}`);
  return question;
}
