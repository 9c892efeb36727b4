// What is asked of a model's files, its vocabulary and its template, wherever they are read: the rooms that ask know questions and
// their answers, which are plain data.

import type { OnRunEvent } from "../job/events.ts";
import type { ModelFile, ModelFiles } from "./model-files.ts";
import type { ModelOnDatasets } from "./plan.ts";
import type { ResolvedDataset } from "./resolve.ts";

export interface Answering {
  onEvent?: OnRunEvent | undefined;
  /** Absent in a process that is ended instead. */
  signal?: AbortSignal | undefined;
}

export interface ModelQuestion<About extends ModelOnDatasets, Args, Answer> {
  /** Of all questions, so that a process apart knows which is meant. */
  name: string;
  /** More than the vocabulary. @default false */
  opensWeights?: boolean;
  answer(about: About, args: Args, answering: Answering): Promise<Answer>;
}

export interface ModelReader {
  /** It takes a moment until it can answer; other things can be done meanwhile. */
  start(): void;
  files: ModelFiles;
  /** These will be asked about soon, the first model first. */
  hint(models: readonly ModelFile[], datasets: readonly ResolvedDataset[]): void;
  ask<About extends ModelOnDatasets, Args, Answer>(
    question: ModelQuestion<About, Args, Answer>,
    about: About,
    args: Args,
    onEvent?: OnRunEvent,
  ): Promise<Answer>;
  /** Frees what it holds; it can be asked again. */
  end(): void;
}

/** Asks, and then has what the answer took freed. */
export async function freed<T>(reader: ModelReader, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } finally {
    reader.end();
  }
}
