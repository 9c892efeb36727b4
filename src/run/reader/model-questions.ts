// What is asked of a model's files, its vocabulary and its template. Arguments and answers are plain data. Each part is loaded when it
// is first needed: a process that works apart has to be there soon.

import type { DifferenceSide } from "../../core/agreement.ts";
import type { ScoringConvention } from "../../core/scoring-conventions.ts";
import type { OnRunEvent } from "../../job/events.ts";
import type { ModelOnDatasets, PlannedModel } from "../../plan/plan.ts";
import type { StoredKeys } from "../../store/journal/stored-keys.ts";
import type { UnreadSide } from "../agree/find-difference.ts";
import type { DescribeOptions, TimeOptions } from "../dry-run/describe-model.ts";

export interface Answering {
  onEvent?: OnRunEvent | undefined;
  /** Absent in a process that is ended instead. */
  signal?: AbortSignal | undefined;
}

export const modelQuestions = {
  /** What of the datasets it can be asked. */
  plan: async (about: ModelOnDatasets, args: { needsWeights: boolean }, answering: Answering) =>
    (await import("../../plan/plan-tasks.ts")).planTasks(about, { ...args, ...answering }),

  /** Tasks, first prompts and memory, for the terminal. */
  describe: async (about: PlannedModel, args: DescribeOptions, { onEvent }: Answering) =>
    (await import("../dry-run/describe-model.ts")).describeModel(about, { ...args, onEvent }),

  /** How long its run takes, for the terminal. */
  time: async (about: PlannedModel, args: TimeOptions, { onEvent }: Answering) =>
    (await import("../dry-run/describe-model.ts")).describeTime(about, { ...args, onEvent }),

  /** Prompts of one row. */
  view: async (about: PlannedModel, args: { row: number }) =>
    (await import("../prompt-view/model-view.ts")).modelViews(about, args),

  /** Which datasets have a score under a convention. */
  metric: async (about: PlannedModel, args: { metric: ScoringConvention }) =>
    (await import("../../plan/metric-obstacles.ts")).labelledTasks(about, args),

  /** Whether every row has a stored answer that still counts. */
  allReusable: async (about: PlannedModel, { done }: StoredArgs) =>
    (await import("../../ask/shards/reusable-rows.ts")).areAllReusable(about, done),

  /** By dataset, the rows whose stored answer still counts. */
  reusable: async (about: PlannedModel, { done }: StoredArgs) =>
    (await import("../../ask/shards/reusable-rows.ts")).reusableRows(about, done),

  /** Tokens as text. */
  readTokens: async ({ model }: ModelOnDatasets, { side }: { side: UnreadSide }): Promise<DifferenceSide> =>
    (await import("../agree/read-side.ts")).readSide(model, side),
};

/** By id of the dataset, the keys of what is stored. */
interface StoredArgs {
  done: ReadonlyMap<string, StoredKeys>;
}

export type ModelQuestions = typeof modelQuestions;
export type ModelQuestion = keyof ModelQuestions;
