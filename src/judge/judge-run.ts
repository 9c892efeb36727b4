// The stages after inference: stored answers to results, results to the table.

import { OcLocalError } from "../core/errors.ts";
import type { OnRunEvent } from "../job/events.ts";
import type { FailedTask } from "../job/failed-task.ts";
import { interruptible } from "../job/interruptible.ts";
import type { ResolvedRun } from "../plan/resolve.ts";
import type { ManifestModel } from "../store/workspace/manifest.ts";
import { formatTimestamp } from "../store/workspace/workspace.ts";
import { type EvalStage, runEvalStage } from "./evaluate/eval-stage.ts";
import { runSummaryStage, type SummaryOutcome, type SummaryStage } from "./summary/summary-stage.ts";

export interface JudgedRun {
  /** Undefined when it was stopped before the table. */
  summary: SummaryOutcome | undefined;
  /** Tasks without a score. */
  failed: FailedTask[];
  interrupted: boolean;
}

/** @param stage `earlier`: models of the folder that are scored again too. */
export async function judgeRun(
  stage: Pick<EvalStage, "workspace" | "manifest" | "failed" | "partial" | "data"> & { earlier?: ManifestModel[] },
  run: Pick<ResolvedRun, "datasets" | "groups" | "datasetAbbrs"> & Pick<SummaryStage, "metric">,
  { onEvent, signal }: { onEvent: OnRunEvent; signal: AbortSignal },
): Promise<JudgedRun> {
  onEvent({ type: "stage", stage: "eval", text: "Evaluating stored answers" });
  const { workspace, manifest, earlier = [] } = stage;
  const scored = { ...manifest, models: [...manifest.models, ...earlier] };
  const configs = new Map(run.datasets.map(({ id, config }) => [id, config]));
  try {
    const { groups, datasetAbbrs, metric } = run;
    const failed = await runEvalStage({ ...stage, manifest: scored, configs, metric, signal, onEvent });
    const time = formatTimestamp(new Date());
    const summary = interruptible("the table was made", () =>
      runSummaryStage({ workspace, manifest, groups, datasetAbbrs, metric, time }),
    );
    return { summary, failed, interrupted: false };
  } catch (error) {
    if (!(error instanceof OcLocalError) || error.code !== "ABORTED") throw error;
    return { summary: undefined, failed: [], interrupted: true };
  }
}
