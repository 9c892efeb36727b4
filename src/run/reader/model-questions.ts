// What is asked of models, all of it. What a run alone asks is loaded when it is first needed: a process that works apart has to be
// there soon.

import { allReusable, reusable } from "../../ask/shards/reusable-rows.ts";
import type { DifferenceSide } from "../../core/agreement.ts";
import { labelled } from "../../plan/metric-obstacles.ts";
import type { ModelQuestion } from "../../plan/model-reader.ts";
import type { ModelOnDatasets, PlannedModel } from "../../plan/plan.ts";
import { askable } from "../../plan/plan-models.ts";
import type { ModelEstimate } from "../../report/dry-run/estimate-text.ts";
import type { ModelDescription } from "../../report/dry-run/model-text.ts";
import type { PromptView } from "../../report/prompt/prompt-view.ts";
import type { UnreadSide } from "../agree/find-difference.ts";
import type { DescribeOptions, TimeOptions } from "../dry-run/describe-model.ts";

/** Tasks, first prompts and memory. */
export const description: ModelQuestion<PlannedModel, DescribeOptions, ModelDescription> = {
  name: "describe",
  answer: async (about, args, { onEvent }) =>
    (await import("../dry-run/describe-model.ts")).describeModel(about, { ...args, onEvent }),
};

/** How long its run takes. */
export const time: ModelQuestion<PlannedModel, TimeOptions, ModelEstimate> = {
  name: "time",
  opensWeights: true,
  answer: async (about, args, { onEvent }) =>
    (await import("../dry-run/describe-model.ts")).estimateTime(about, { ...args, onEvent }),
};

/** Prompts of one row. */
export const rowViews: ModelQuestion<PlannedModel, { row: number }, PromptView[]> = {
  name: "view",
  answer: async (about, args) => (await import("../prompt-view/model-view.ts")).modelViews(about, args),
};

/** Tokens as text. */
export const tokenText: ModelQuestion<ModelOnDatasets, { side: UnreadSide }, DifferenceSide> = {
  name: "readTokens",
  answer: async ({ model }, { side }) => (await import("../agree/read-side.ts")).readSide(model, side),
};

export const modelQuestions: readonly ModelQuestion<never, never, unknown>[] = [
  askable,
  labelled,
  allReusable,
  reusable,
  description,
  time,
  rowViews,
  tokenText,
];
