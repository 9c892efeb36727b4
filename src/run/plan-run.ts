// What a run will do, before a model loads or a run folder is made: whatever can be refused is refused here.

import { settingsOf } from "../job/settings.ts";
import type { ModelReader } from "./apart/model-reader.ts";
import { prepareCacheFolder } from "./cache/cache-folder.ts";
import type { Invocation, RunOptions } from "./invocation.ts";
import type { RunContext } from "./outcome.ts";
import { noticesOf } from "./plan/notices.ts";
import { planDatasets } from "./plan/plan.ts";
import { planModels } from "./plan/plan-models.ts";
import { referenceNotes } from "./plan/reference-notes.ts";
import { describeRefused } from "./plan/refused.ts";
import { requireLibraries } from "./plan/require-library.ts";
import { configuredRun, resolveRun } from "./plan/resolve.ts";
import { describeUnread, type UnreadDataset } from "./plan/unread.ts";
import { runnerNotes, runnerOf } from "./runner.ts";
import { jobNeeds } from "./slurm/infer-on-slurm.ts";
import { checkCluster } from "./slurm/submit.ts";
import { statusTargets } from "./status/status-targets.ts";
import { requireMetric } from "./summary/metric-choice.ts";
import { requireReachable, tasksToAsk } from "./summary/metric-obstacles.ts";
import { checkWritable } from "./workspace/workspace.ts";

export type PlannedRun = Awaited<ReturnType<typeof planRun>>;

/**
 * @param context `folder`: of the run, or the work dir where there is none yet.
 * @throws OcLocalError whatever no part of the run can do without.
 */
export async function planRun(
  invocation: Invocation,
  options: RunOptions,
  context: RunContext & { folder: string; reader: ModelReader },
) {
  const { reader, onEvent } = context;
  reader.start();
  const run = await resolveRun(invocation, reader.files);
  reader.hint(run.datasets);
  await requireLibraries(run.models);
  const metric = requireMetric(options.metric, run.datasets);
  const settings = settingsOf(options, { ...(await configuredRun(invocation)), infer: run.infer });
  const targets = statusTargets(settings);
  const runner = runnerOf(run.infer, settings, invocation);
  const notes = [
    ...run.notes,
    ...runnerNotes(run.infer, runner, options),
    ...noticesOf(run, invocation, { ...options, isElsewhere: runner.type === "slurm" }),
  ];
  for (const text of notes) context.onEvent({ type: "note", text });
  checkWritable(context.folder);
  if (runner.type === "slurm") for (const { config } of run.models) await checkCluster(runner, jobNeeds(config));
  if (settings.cache !== undefined) prepareCacheFolder(settings.cache);
  const unread: UnreadDataset[] = [];
  const datasets = await planDatasets(run, invocation, {
    isScored: options.mode !== "infer",
    onUnread: (dataset) => unread.push(dataset),
    signal: context.signal,
  });
  if (unread.length > 0) context.onEvent({ type: "warning", text: describeUnread(unread, run.datasets.length) });
  for (const text of referenceNotes(datasets)) context.onEvent({ type: "note", text });
  const { models, refused } = await planModels(run, datasets, { reader, onEvent });
  const total = run.abbrs.length * run.datasets.length;
  if (refused.length > 0) context.onEvent({ type: "warning", text: describeRefused(refused, total) });
  if (metric !== undefined) {
    const lacking = requireReachable(metric, await tasksToAsk(metric, models, reader));
    for (const text of lacking) context.onEvent({ type: "note", text });
  }
  return { run, settings, metric, targets, runner, datasets, unread, models, refused };
}
