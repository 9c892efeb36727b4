// The stages after inference: stored answers to results, results to the table.

import { type EvalStage, runEvalStage } from "./evaluate/eval-stage.ts";
import type { FailedTask } from "./infer/answers.ts";
import type { RunContext } from "./outcome.ts";
import type { ResolvedRun } from "./plan/resolve.ts";
import { runSummaryStage, type SummaryOutcome, type SummaryStage } from "./summary/summary-stage.ts";
import { formatTimestamp } from "./workspace/workspace.ts";

/** @returns The table, and the tasks without a score. */
export async function scoreAndSummarise(
  stage: Pick<EvalStage, "workspace" | "manifest" | "failed" | "partial">,
  run: Pick<ResolvedRun, "datasets" | "groups" | "datasetAbbrs"> & Pick<SummaryStage, "metric">,
  { onEvent }: RunContext,
): Promise<{ summary: SummaryOutcome; failed: FailedTask[] }> {
  onEvent({ type: "stage", stage: "eval", text: "Evaluating stored answers" });
  const { workspace, manifest } = stage;
  const configs = new Map(run.datasets.map(({ id, config }) => [id, config]));
  const failed = await runEvalStage({ ...stage, configs, onEvent });
  const { groups, datasetAbbrs, metric } = run;
  const time = formatTimestamp(new Date());
  const summary = runSummaryStage({ workspace, manifest, groups, datasetAbbrs, metric, time });
  return { summary, failed };
}
