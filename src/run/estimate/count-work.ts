// What the rows of a run make the engine compute, by dataset, from the very requests that the inferencers make: all scored datasets
// are one flow, all generated ones another, as in the run.

import { OcLocalError } from "../../core/errors.ts";
import type { Question } from "../../inferencers/inferencer.ts";
import type { Work } from "../../plan/cost.ts";
import type { AskedDataset, DatasetKind } from "./asked-dataset.ts";
import { PromptTokenCounter } from "./count-prompt-tokens.ts";
import { ScoreWorkCounter } from "./count-score-work.ts";

export interface DatasetWork extends Work {
  dataset: string;
  rows: number;
  /** Answers to be written; a row may need several. */
  outputs: number;
  /** Most tokens of all answers together. */
  outputAtMost: number;
  /** Rows that cannot be asked: they are recorded as failed in the run, and take no time. */
  unasked: number;
}

/** @param slots Sequences that generate side by side. @returns One list for each kind. `units` is 0 where answers are written. */
export function countWork(kinds: readonly DatasetKind[], slots: number): DatasetWork[][] {
  const scores = new ScoreWorkCounter();
  const prompts = new PromptTokenCounter(Math.max(1, slots));
  const counted = kinds.map(({ datasets }) => datasets.map((dataset) => countDataset(dataset, scores, prompts)));
  scores.flush();
  return counted.map((works, i) =>
    kinds[i]?.generates ? works : works.map((work) => ({ ...work, ...scores.workOf(work.dataset) })),
  );
}

function countDataset(
  { id, rows, inferencer }: AskedDataset,
  scores: ScoreWorkCounter,
  prompts: PromptTokenCounter,
): DatasetWork {
  const work = { dataset: id, rows: rows.length, tokens: 0, units: 0, outputs: 0, outputAtMost: 0, unasked: 0 };
  for (const row of rows) {
    const question = askOrNull(inferencer, row);
    if (question === null) work.unasked += 1;
    else if (question.kind === "score") for (const request of question.requests) scores.add(id, request);
    else
      for (const { tokens, maxTokens } of question.requests) {
        work.tokens += prompts.add(tokens);
        work.outputs += 1;
        work.outputAtMost += maxTokens;
      }
  }
  return work;
}

/** Null for a row that the run records as failed. */
export function askOrNull(inferencer: AskedDataset["inferencer"], row: number): Question | null {
  try {
    return inferencer.ask(row);
  } catch (error) {
    if (error instanceof OcLocalError) return null;
    throw error;
  }
}
