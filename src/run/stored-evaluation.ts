// `--mode eval` and `--mode viz`: the stored rows or results of an earlier run, or of a run of OpenCompass; no model is opened.

import type { ModelConfig } from "../config/model-schema.ts";
import { UsageError } from "../core/errors.ts";
import type { ScoringConvention } from "../core/scoring-conventions.ts";
import type { OnRunEvent } from "../job/events.ts";
import type { Invocation, RunOptions, RunSettings } from "../job/invocation.ts";
import { settingsOf } from "../job/settings.ts";
import { type CurrentData, openCurrentData } from "../judge/answers/current-data.ts";
import { judgeRun } from "../judge/judge-run.ts";
import { storedTasks } from "../judge/summary/stored-obstacles.ts";
import { runSummaryStage } from "../judge/summary/summary-stage.ts";
import { requireMetric } from "../plan/metric-choice.ts";
import { requireReachable } from "../plan/metric-obstacles.ts";
import { configuredRun, configuredThinking } from "../plan/resolve.ts";
import { changeThinking, describeTaken, thinkingInForce } from "../plan/thinking-tags.ts";
import { withRunLog } from "../store/logs/run-log.ts";
import { openManifest } from "../store/stored/open-manifest.ts";
import { comparableModels } from "../store/workspace/earlier-models.ts";
import { lockWorkspace } from "../store/workspace/lock.ts";
import type { Manifest } from "../store/workspace/manifest.ts";
import { ManifestFile } from "../store/workspace/manifest-file.ts";
import { removeLeftovers } from "../store/workspace/remove-leftovers.ts";
import { formatTimestamp, openWorkspace, type Workspace } from "../store/workspace/workspace.ts";
import { lockOptions, type RunContext, type RunOutcome, workDirOf } from "./outcome.ts";
import { type StoredRun, storedRun } from "./rescore/stored-run.ts";
import { factsOf } from "./status/run-facts.ts";
import { withStatusReports } from "./status/status-reports.ts";
import { statusTargets } from "./status/status-targets.ts";
import { settingFlags, storeThinkingTags, withoutSettings } from "./stored-invocation.ts";

export async function runFromWorkspace(
  invocation: Invocation,
  options: RunOptions,
  context: RunContext,
): Promise<RunOutcome> {
  const { onEvent } = context;
  const workDir = await workDirOf(invocation, options);
  const workspace = openWorkspace(workDir, options.reuse ?? "latest");
  if (workspace === undefined)
    throw new UsageError(`--mode ${options.mode}: there is no run in ${workDir}`, {
      hint: "run --mode all or infer first, or name its folder with -w",
    });
  onEvent({ type: "note", text: `reading ${workspace.path}` });
  const given = withoutSettings(invocation, options.mode);
  const isScored = options.mode === "eval";
  const tags = options.mode === "eval" ? invocation.modelOverrides.thinkingTags : undefined;
  noteIgnoredFlags(tags === undefined ? invocation : withoutTags(invocation), options, onEvent);
  const { scoring, invocation: effective } = await storedRun(workspace, given, { isScored, onEvent });
  const metric = requireMetric(options.metric, scoring.datasets);
  const reports = options.hook !== undefined || options.lark === true;
  const settings = settingsOf(options, reports ? await configuredRun(effective) : {});
  const targets = statusTargets(settings);
  const unlock = await lockWorkspace(workspace, lockOptions(context));
  try {
    // Only now: who wrote here a moment ago may have left it otherwise.
    const run = await storedRun(workspace, given, { isScored, onEvent: () => {} });
    const { manifest, opened, unknown } = run;
    const configured = options.mode === "eval" ? await configuredThinking(invocation) : new Map();
    const tagsOf = (model: string) => tags ?? configured.get(model);
    setThinking(manifest, tagsOf);
    for (const { abbr, thinking } of manifest.models.filter(({ abbr }) => tagsOf(abbr) !== undefined)) {
      const found = thinkingInForce(thinking);
      const text = found === undefined ? "thoughts are left in the answers" : describeTaken(found);
      onEvent({ type: "note", text: `${abbr}: ${text}, now and by later commands on this run` });
    }
    if (metric !== undefined) requireReachable(metric, storedTasks(metric, workspace, manifest));
    if (options.mode === "eval") {
      removeLeftovers(workspace);
      // Where it was put together anew, evaluation decides what of it is stored.
      if (!opened.isRebuilt) new ManifestFile(workspace, opened.manifest).change({ models: manifest.models });
      storeThinkingTags(workspace, tags);
      const abbrs = manifest.models.map(({ abbr }) => abbr);
      const facts = factsOf(workspace, options.mode, abbrs, manifest.datasets);
      const logging = withRunLog(workspace, onEvent, { format: settings.logFormat });
      return await withStatusReports({ targets, facts, onEvent: logging }, async (onEvent) => {
        const asked = { partial: settings.partial, metric, dataDir: invocation.dataDir };
        const outcome = await evaluateRun(run, asked, { ...context, onEvent });
        recordShown(workspace, metric);
        return outcome;
      });
    }
    const time = formatTimestamp(new Date());
    const summary = runSummaryStage({ workspace, manifest, ...run.scoring, metric, time });
    recordShown(workspace, metric);
    return { workspace, summary, failed: [...unknown, ...summary.unscored], interrupted: false };
  } finally {
    unlock();
  }
}

function withoutTags(invocation: Invocation): Invocation {
  const { thinkingTags: _, ...modelOverrides } = invocation.modelOverrides;
  return { ...invocation, modelOverrides };
}

/** Kept with the run, so that it is judged the same way from now on. @param tagsOf Undefined: as before. */
function setThinking({ models }: Manifest, tagsOf: (model: string) => ModelConfig["thinkingTags"]): void {
  for (const model of models) {
    const thinking = changeThinking(model.thinking, tagsOf(model.abbr));
    if (thinking !== undefined) model.thinking = thinking;
  }
}

/** Later commands read the rows as the newest table does. Without a whole manifest there is nowhere to say it. */
function recordShown(workspace: Workspace, metric: ScoringConvention | undefined): void {
  const { manifest, isRebuilt } = openManifest(workspace);
  if (manifest === undefined || isRebuilt || manifest.metric === metric) return;
  new ManifestFile(workspace, manifest).change({ metric });
}

/** Evaluation reads the data again, for its references. */
function noteIgnoredFlags(invocation: Invocation, { mode }: RunOptions, onEvent: OnRunEvent): void {
  const { dataDir: _, ...others } = invocation;
  const ignored = settingFlags(mode === "eval" ? others : invocation);
  if (ignored.length === 0) return;
  onEvent({ type: "note", text: `--mode ${mode} reads what is stored: no effect of ${ignored.join(", ")}` });
}

interface EvaluateOptions extends Pick<RunSettings, "partial"> {
  metric: ScoringConvention | undefined;
  dataDir: string | undefined;
}

async function evaluateRun(
  { workspace, manifest: stored, opened, scoring, invocation, unknown }: StoredRun,
  { partial, metric, dataDir }: EvaluateOptions,
  context: RunContext,
): Promise<RunOutcome> {
  for (const task of unknown) context.onEvent({ type: "task-failed", ...task });
  const data = await openCurrentData(stored, scoring.datasets, { invocation, dataDir });
  const manifest = opened.isRebuilt ? withRowsOf(stored, data) : stored;
  if (opened.damage !== undefined) new ManifestFile(workspace, withRowsOf(opened.manifest, data)).change();
  const stage = { workspace, manifest, earlier: comparableModels(manifest), partial, data };
  const scored = await judgeRun(stage, { ...scoring, metric }, context);
  return { workspace, ...scored, failed: [...unknown, ...scored.failed] };
}

/** A journal says how many rows were asked, the data how many there were to ask; where both are known its end can be told. */
function withRowsOf(manifest: Manifest, data: ReadonlyMap<string, CurrentData>): Manifest {
  const unfinished = new Set(manifest.models.flatMap((model) => model.unfinished ?? []));
  const rows = new Map<string, number>();
  for (const id of unfinished) {
    const current = data.get(id);
    if (current !== undefined && "planned" in current) rows.set(id, current.planned.rows);
  }
  return {
    ...manifest,
    models: manifest.models.map((model) => {
      return { ...model, unfinished: (model.unfinished ?? []).filter((id) => !rows.has(id)) };
    }),
    datasets: manifest.datasets.map((dataset) => ({ ...dataset, rows: rows.get(dataset.id) ?? dataset.rows })),
  };
}
