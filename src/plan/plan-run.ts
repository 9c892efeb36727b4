// What a run will do, before a model loads or a run folder is made: whatever can be refused is refused here.

import type { ModelConfig } from "../config/model-schema.ts";
import type { OnRunEvent } from "../job/events.ts";
import type { Invocation, RunOptions } from "../job/invocation.ts";
import { settingsOf } from "../job/settings.ts";
import { prepareCacheFolder } from "../store/cache/cache-folder.ts";
import { checkWritable } from "../store/workspace/workspace.ts";
import { requireMetric } from "./metric-choice.ts";
import { requireReachable, tasksToAsk } from "./metric-obstacles.ts";
import type { ModelReader } from "./model-reader.ts";
import { noticesOf } from "./notices.ts";
import { planDatasets } from "./plan.ts";
import { planModels } from "./plan-models.ts";
import { referenceNotes, unscorableNotes } from "./reference-notes.ts";
import { describeRefused } from "./refused.ts";
import { requireLibraries } from "./require-library.ts";
import { configuredRun, resolveRun } from "./resolve.ts";
import { runnerNotes, runnerOf, type SlurmRunner } from "./runner.ts";
import { describeUnread, type UnreadDataset } from "./unread.ts";

export { openModelVocabulary } from "./kept-vocabulary.ts";
// Models and data are checked as a run opens them.
export { type ModelFile, modelFolders, openModelFile } from "./model-files.ts";
export { missingPath } from "./model-place/missing-path.ts";
export { modelOfPath } from "./model-place/model-of-path.ts";
export { engineOptions, parseDevice } from "./model-session.ts";
export { loadSplits } from "./open-dataset.ts";
export { loadEngine } from "./parts.ts";
export { threadsOf } from "./plan.ts";

export interface PlanContext {
  onEvent: OnRunEvent;
  signal: AbortSignal;
  /** Of the run, or the work dir where there is none yet. */
  folder: string;
  reader: ModelReader;
  /** Whether the cluster would take its jobs. @throws UsageError */
  checkCluster(runner: SlurmRunner, model: ModelConfig): Promise<void>;
}

/** @throws OcLocalError whatever no part of the run can do without. */
export async function planRun(invocation: Invocation, options: RunOptions, context: PlanContext) {
  const { reader, onEvent } = context;
  reader.start();
  const run = await resolveRun(invocation, reader.files);
  reader.hint(run.models, run.datasets);
  await requireLibraries(run.models);
  const metric = requireMetric(options.metric, run.datasets);
  const settings = settingsOf(options, { ...(await configuredRun(invocation)), infer: run.infer });
  const runner = runnerOf(run.infer, settings, invocation);
  const notes = [
    ...run.notes,
    ...runnerNotes(run.infer, runner, options),
    ...noticesOf(run, invocation, { ...options, isElsewhere: runner.type === "slurm" }),
  ];
  for (const text of notes) context.onEvent({ type: "note", text });
  checkWritable(context.folder);
  if (runner.type === "slurm") for (const { config } of run.models) await context.checkCluster(runner, config);
  if (settings.cache !== undefined) prepareCacheFolder(settings.cache);
  const unread: UnreadDataset[] = [];
  const datasets = await planDatasets(run, invocation, {
    isScored: options.mode !== "infer",
    onUnread: (dataset) => unread.push(dataset),
    signal: context.signal,
  });
  if (unread.length > 0) context.onEvent({ type: "warning", text: describeUnread(unread, run.datasets.length) });
  if (options.mode !== "infer")
    for (const text of unscorableNotes(run.datasets)) context.onEvent({ type: "note", text });
  for (const text of referenceNotes(datasets)) context.onEvent({ type: "note", text });
  const { models, refused } = await planModels(run, datasets, { reader, onEvent });
  const total = run.abbrs.length * run.datasets.length;
  if (refused.length > 0) context.onEvent({ type: "warning", text: describeRefused(refused, total) });
  if (metric !== undefined) {
    const lacking = requireReachable(metric, await tasksToAsk(metric, models, reader));
    for (const text of lacking) context.onEvent({ type: "note", text });
  }
  return { run, settings, metric, runner, datasets, unread, models, refused };
}
