// One evaluation from invocation to table: configure → infer → evaluate → summarise. Everything that can be refused is
// refused before a model loads or a run folder is made.

import { askModels } from "../ask/ask-model.ts";
import { takeOverShards } from "../ask/slurm/left-shards.ts";
import { checkCluster } from "../ask/slurm/submit.ts";
import { errorMessage, UsageError } from "../core/errors.ts";
import type { OnRunEvent, RunEvent } from "../job/events.ts";
import type { FailedTask } from "../job/failed-task.ts";
import { type Invocation, namesDatasets, type RunOptions } from "../job/invocation.ts";
import { settingsOf } from "../job/settings.ts";
import { judgeRun } from "../judge/judge-run.ts";
import { freed } from "../plan/model-reader.ts";
import { dateNotices } from "../plan/notices/date-notices.ts";
import { planRun } from "../plan/plan-run.ts";
import { configuredRun, type ResolvedRun } from "../plan/resolve.ts";
import { unreadTasks } from "../plan/unread.ts";
import { LogTails } from "../store/logs/log-tails.ts";
import { withRunLog } from "../store/logs/run-log.ts";
import type { BackgroundHashes } from "../store/workspace/file-hashes.ts";
import { lockWorkspace } from "../store/workspace/lock.ts";
import { removeLeftovers } from "../store/workspace/remove-leftovers.ts";
import { createWorkspace, openWorkspace, type Workspace } from "../store/workspace/workspace.ts";
import { beginManifest, hashModels } from "./begin-manifest.ts";
import { followChanges, manifestBefore } from "./continue-run.ts";
import { storeDump } from "./dump-config.ts";
import { openReader } from "./open-reader.ts";
import { lockOptions, type RunContext, type RunOutcome, workDirOf } from "./outcome.ts";
import { withDate } from "./run-date.ts";
import { factsOf } from "./status/run-facts.ts";
import { withStatusReports } from "./status/status-reports.ts";
import { statusTargets } from "./status/status-targets.ts";
import { runFromWorkspace } from "./stored-evaluation.ts";
import { requireWithheld, storedInvocation, storeInvocation } from "./stored-invocation.ts";

export type { OnRunEvent, RunEvent } from "../job/events.ts";
export type { SummaryOutcome } from "../judge/summary/summary-stage.ts";
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
  const workDir = await workDirOf(invocation, options);
  const reused = options.reuse === undefined ? undefined : openWorkspace(workDir, options.reuse);
  if (options.reuse !== undefined && reused === undefined) {
    requireNames(invocation, workDir);
    onEvent({ type: "note", text: `-r: there is no earlier run in ${workDir}; starting a new one` });
  }
  const asked = reused === undefined ? invocation : storedInvocation(reused, invocation, onEvent);
  const effective = await withDate(asked, { now: new Date(), workspace: reused });
  if (reused !== undefined) requireWithheld(reused, effective);
  const reader = openReader({
    invocation: effective,
    isScored: options.mode !== "infer",
    signal: context.signal,
    isDebug: options.debug,
  });
  const planning = { ...context, onEvent, reader, checkCluster, folder: reused?.path ?? workDir };
  const targets = statusTargets(settingsOf(options, await configuredRun(effective)));
  const plan = await freed(reader, () => planRun(effective, options, planning));
  const { run, settings, metric, runner, datasets, unread, models, refused } = plan;
  // What a stored run names was looked at when it was planned; workers are sent what is trusted.
  const { stored: _stored, ...trusted } = effective;
  for (const text of dateNotices(models, invocation)) onEvent({ type: "note", text });
  const workspace = reused ?? createWorkspace(workDir, new Date());
  // First of all, so that -r knows what to continue whenever this run is killed.
  if (reused === undefined) storeInvocation(workspace, trusted);
  // Jobs that may have waited long need not end with a terminal.
  const signal = runner.type === "slurm" ? (context.asked ?? context.signal) : context.signal;
  const unlock = await lockWorkspace(workspace, lockOptions({ ...context, signal }));
  const logs = new LogTails(workspace);
  let hashes: BackgroundHashes | undefined;
  const inferAndScore = async (onEvent: OnRunEvent): Promise<RunOutcome> => {
    const logged = { ...context, signal, onEvent };
    removeLeftovers(workspace);
    const before = reused === undefined ? undefined : manifestBefore(workspace, run, onEvent);
    const manifest = beginManifest(workspace, run, { datasets, unread, refused, models, before }, trusted);
    storeConfig(workspace, trusted, run);
    hashes = hashModels(run, manifest);
    await takeOverShards(workspace, { onEvent, signal });
    if (before !== undefined) await followChanges(workspace, manifest, datasets, { onEvent, signal });
    onEvent({ type: "stage", stage: "infer", text: `Starting inference process... ${workspace.path}` });
    const failed = [...unreadTasks(run.abbrs, unread), ...refused];
    for (const task of failed) onEvent({ type: "task-failed", ...task });
    const notAnswered = await askModels({
      workspace,
      manifest,
      invocation: trusted,
      models,
      datasets,
      settings,
      runner,
      reader,
      signal,
      onEvent,
    });
    failed.push(...notAnswered);
    if (signal.aborted) return { workspace, logs, summary: undefined, failed, interrupted: true };
    manifest.end();
    if (options.mode === "infer") return { workspace, logs, summary: undefined, failed, interrupted: false };
    const { partial } = settings;
    const scored = await judgeRun({ workspace, manifest: manifest.now, failed, partial }, { ...run, metric }, logged);
    manifest.end({ metric });
    return { workspace, logs, ...scored, failed: withoutRepeats([...failed, ...scored.failed]) };
  };
  try {
    const facts = factsOf(workspace, options.mode, run.abbrs, run.datasets);
    const logging = withRunLog(workspace, context.onEvent, { format: settings.logFormat, earlier, tails: logs });
    return await withStatusReports({ targets, facts, onEvent: logging }, inferAndScore);
  } finally {
    // What changed or vanished meanwhile has no hash; the run's answers stand. Whoever stops a run waits for none.
    await hashes?.end(signal.aborted ? 0 : undefined).catch((error: unknown) => {
      context.onEvent({ type: "warning", text: `no SHA-256 of the model files: ${errorMessage(error)}` });
    });
    unlock();
  }
}

/** Not the demo, which is what no names mean for a new run: whoever continues means a run of theirs. */
function requireNames(invocation: Invocation, workDir: string): void {
  const { config, models, modelPaths } = invocation;
  if (config !== undefined || namesDatasets(invocation) || models.length + modelPaths.length > 0) return;
  throw new UsageError(`-r: there is no run to be continued in ${workDir}`, {
    hint: "name the folder of its run folders with -w, or leave -r out to start a new run",
  });
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
