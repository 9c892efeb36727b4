// What the inference stage is given, wherever it runs.

import type { Invocation, RunSettings } from "../../job/invocation.ts";
import type { ModelReader } from "../../plan/model-reader.ts";
import type { PlannedModel } from "../../plan/plan.ts";
import type { Runner } from "../../plan/runner.ts";
import type { AnswersStage } from "./answers.ts";

export interface InferStage extends AnswersStage {
  invocation: Invocation;
  models: readonly PlannedModel[];
  settings: RunSettings;
  runner: Runner;
  reader: ModelReader;
  signal: AbortSignal;
}
