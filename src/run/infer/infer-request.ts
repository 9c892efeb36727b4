// What the inference stage is given, wherever it runs.

import type { ModelReader } from "../apart/model-reader.ts";
import type { Invocation, RunSettings } from "../invocation.ts";
import type { PlannedModel } from "../plan/plan.ts";
import type { Runner } from "../runner.ts";
import type { AnswersStage } from "./answers.ts";

export interface InferStage extends AnswersStage {
  invocation: Invocation;
  models: readonly PlannedModel[];
  settings: RunSettings;
  runner: Runner;
  reader: ModelReader;
  signal: AbortSignal;
}
