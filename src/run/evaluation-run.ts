// One evaluation from invocation to table: configure → infer → evaluate → summarise. Everything that can be refused is
// refused before a model loads or a run folder is made.

import { errorMessage } from "../core/errors.ts";
import { prepareCacheFolder } from "./cache/cache-folder.ts";
import { followChanges, manifestBefore } from "./continue-run.ts";
import type { OnRunEvent, RunEvent } from "./events.ts";
import type { FailedTask } from "./infer/answers.ts";
import { runInferStage } from "./infer/infer-stage.ts";
import type { Invocation, RunOptions } from "./invocation.ts";
import { withRunLog } from "./logs/run-log.ts";
import { lockOptions, type RunContext, type RunOutcome, workDirOf } from "./outcome.ts";
import { dateNotices } from "./plan/notices/date-notices.ts";
import { noticesOf } from "./plan/notices.ts";
import { planDatasets } from "./plan/plan.ts";
import { planModels } from "./plan/plan-models.ts";
import { referenceNotes } from "./plan/reference-notes.ts";
import { describeRefused } from "./plan/refused.ts";
import { requireLibraries } from "./plan/require-library.ts";
import { type ResolvedRun, resolveRun } from "./plan/resolve.ts";
import { withDate } from "./plan/run-date.ts";
import { describeUnread, type UnreadDataset, unreadTasks } from "./plan/unread.ts";
import { runnerNotes, runnerOf } from "./runner.ts";
import { scoreAndSummarise } from "./score-and-summarise.ts";
import { jobNeeds } from "./slurm/infer-on-slurm.ts";
import { takeOverShards } from "./slurm/left-shards.ts";
import { checkCluster } from "./slurm/submit.ts";
import { factsOf } from "./status/run-facts.ts";
import { withStatusReports } from "./status/status-reports.ts";
import { statusTargets } from "./status/status-targets.ts";
import { runFromWorkspace } from "./stored-evaluation.ts";
import { requireMetric } from "./summary/metric-choice.ts";
import { requireReachable, tasksToAsk } from "./summary/metric-obstacles.ts";
import { beginManifest, endManifest, hashModels } from "./workspace/begin-manifest.ts";
import { storeDump } from "./workspace/dump-config.ts";
import type { BackgroundHashes } from "./workspace/file-hashes.ts";
import { lockWorkspace } from "./workspace/lock.ts";
import { setShownMetric } from "./workspace/manifest.ts";
import { removeLeftovers } from "./workspace/remove-leftovers.ts";
import { requireWithheld, storedInvocation, storeInvocation } from "./workspace/stored-invocation.ts";
import { checkWritable, createWorkspace, openWorkspace, type Workspace } from "./workspace/workspace.ts";

export type { RunContext, RunOutcome } from "./outcome.ts";

export async function runEvaluation(
  invocation: Invocation,
  options: RunOptions,
  context: RunContext,
): Promise<RunOutcome> {
  if (options.mode === "eval" || options.mode === "viz") return runFromWorkspace(invocation, options, context);
  const earlier: RunEvent[] = [];
  const onEvent = (event: RunEvent) => {
    earlier.push(event);
    context.onEvent(event);
  };
  const { partial = false } = options;
  const workDir = await workDirOf(invocation, options);
  const reused = options.reuse === undefined ? undefined : openWorkspace(workDir, options.reuse);
  if (options.reuse !== undefined && reused === undefined) {
    onEvent({ type: "note", text: `-r: there is no earlier run in ${workDir}; starting a new one` });
  }
  const asked = reused === undefined ? invocation : storedInvocation(reused, invocation, onEvent);
  const effective = await withDate(asked, { now: new Date(), workspace: reused });
  if (reused !== undefined) requireWithheld(reused, effective);
  const run = await resolveRun(effective);
  await requireLibraries(run.models);
  const metric = requireMetric(options.metric, run.datasets);
  const targets = await statusTargets(options, effective);
  const runner = runnerOf(run.infer, options, effective);
  const notes = [...run.notes, ...runnerNotes(run.infer, runner, options), ...noticesOf(run, effective, options)];
  for (const text of notes) onEvent({ type: "note", text });
  checkWritable(reused?.path ?? workDir);
  if (runner.type === "slurm") for (const { config } of run.models) await checkCluster(runner, jobNeeds(config));
  if (options.cache !== undefined) prepareCacheFolder(options.cache);
  const unread: UnreadDataset[] = [];
  const datasets = await planDatasets(run, effective, {
    isScored: options.mode !== "infer",
    onUnread: (dataset) => unread.push(dataset),
  });
  if (unread.length > 0) onEvent({ type: "warning", text: describeUnread(unread, run.datasets.length) });
  for (const text of referenceNotes(datasets)) onEvent({ type: "note", text });
  const { models, refused } = await planModels(run.models, datasets, context);
  const total = run.models.length * run.datasets.length;
  if (refused.length > 0) onEvent({ type: "warning", text: describeRefused(refused, total) });
  if (metric !== undefined) {
    const lacking = requireReachable(metric, await tasksToAsk(metric, models));
    for (const text of lacking) onEvent({ type: "note", text });
  }
  for (const text of dateNotices(models, invocation)) onEvent({ type: "note", text });
  const workspace = reused ?? createWorkspace(workDir, new Date());
  // First of all, so that -r knows what to continue whenever this run is killed.
  if (reused === undefined) storeInvocation(workspace, effective);
  // Jobs that may have waited long need not end with a terminal.
  const signal = runner.type === "slurm" ? (context.asked ?? context.signal) : context.signal;
  const unlock = await lockWorkspace(workspace, lockOptions({ ...context, signal }));
  let hashes: BackgroundHashes | undefined;
  const inferAndScore = async (onEvent: OnRunEvent): Promise<RunOutcome> => {
    const logged = { ...context, signal, onEvent };
    removeLeftovers(workspace);
    const before = reused === undefined ? undefined : manifestBefore(workspace, run, onEvent);
    const manifest = beginManifest(workspace, run, { datasets, unread, refused, models, before }, effective);
    storeConfig(workspace, effective, run);
    hashes = hashModels(run, { workspace, manifest, cwd: effective.cwd });
    await takeOverShards(workspace, { onEvent, signal });
    if (before !== undefined) followChanges(workspace, manifest, datasets, onEvent);
    onEvent({ type: "stage", stage: "infer", text: `Starting inference process... ${workspace.path}` });
    const failed = [...unreadTasks(run.models, unread), ...refused];
    for (const task of failed) onEvent({ type: "task-failed", ...task });
    const notAnswered = await runInferStage({
      workspace,
      manifest,
      invocation: effective,
      models,
      datasets,
      options,
      runner,
      signal,
      onEvent,
    });
    failed.push(...notAnswered);
    if (signal.aborted) return { workspace, summary: undefined, failed, interrupted: true };
    endManifest(workspace, manifest);
    if (options.mode === "infer") return { workspace, summary: undefined, failed, interrupted: false };
    const scored = await scoreAndSummarise({ workspace, manifest, failed, partial }, { ...run, metric }, logged);
    setShownMetric(manifest, metric);
    endManifest(workspace, manifest);
    return { workspace, ...scored, failed: withoutRepeats([...failed, ...scored.failed]) };
  };
  try {
    const abbrs = run.models.map(({ config }) => config.abbr);
    const facts = factsOf(workspace, options.mode, abbrs, run.datasets);
    const logging = withRunLog(workspace, context.onEvent, { format: options.logFormat, earlier });
    return await withStatusReports({ targets, facts, onEvent: logging }, inferAndScore);
  } finally {
    // What changed or vanished meanwhile has no hash; the run's answers stand.
    await hashes?.end().catch((error: unknown) => {
      context.onEvent({ type: "warning", text: `no SHA-256 of the model files: ${errorMessage(error)}` });
    });
    unlock();
  }
}

function storeConfig(workspace: Workspace, invocation: Invocation, run: ResolvedRun): void {
  storeInvocation(workspace, invocation);
  storeDump(workspace, run);
}

function withoutRepeats(failed: readonly FailedTask[]): FailedTask[] {
  const seen = new Set<string>();
  return failed.filter(({ model, dataset }) => {
    const key = `${model}\n${dataset}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
