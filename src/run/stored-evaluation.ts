// `--mode eval` and `--mode viz`: the stored rows or results of an earlier run; no model is opened.

import type { ModelConfig } from "../config/model-schema.ts";
import { UsageError } from "../core/errors.ts";
import type { ScoringConvention } from "../core/scoring-conventions.ts";
import type { Invocation, RunOptions } from "./invocation.ts";
import { withRunLog } from "./logs/run-log.ts";
import { lockOptions, type RunContext, type RunOutcome, workDirOf } from "./outcome.ts";
import { configuredThinking, resolveScoring } from "./plan/resolve.ts";
import { changeThinking, describeTaken, thinkingInForce } from "./plan/thinking-tags.ts";
import { scoreAndSummarise } from "./score-and-summarise.ts";
import { factsOf } from "./status/run-facts.ts";
import { withStatusReports } from "./status/status-reports.ts";
import { statusTargets } from "./status/status-targets.ts";
import { requireMetric } from "./summary/metric-choice.ts";
import { requireReachable, storedTasks } from "./summary/metric-obstacles.ts";
import { runSummaryStage } from "./summary/summary-stage.ts";
import { lockWorkspace } from "./workspace/lock.ts";
import { type Manifest, readManifest, setShownMetric, writeManifest } from "./workspace/manifest.ts";
import { removeLeftovers } from "./workspace/remove-leftovers.ts";
import { settingFlags, storedInvocation, storeThinkingTags, withoutSettings } from "./workspace/stored-invocation.ts";
import { formatTimestamp, openWorkspace, type Workspace } from "./workspace/workspace.ts";

export async function runFromWorkspace(
  invocation: Invocation,
  options: RunOptions,
  context: RunContext,
): Promise<RunOutcome> {
  const workDir = await workDirOf(invocation, options);
  const workspace = openWorkspace(workDir, options.reuse ?? "latest");
  if (workspace === undefined)
    throw new UsageError(`--mode ${options.mode}: there is no run in ${workDir}`, {
      hint: "run --mode all or infer first, or name its folder with -w",
    });
  const { models } = storedManifest(workspace);
  context.onEvent({ type: "note", text: `reading ${workspace.path}` });
  const tags = options.mode === "eval" ? invocation.modelOverrides.thinkingTags : undefined;
  const ignored = settingFlags(tags === undefined ? invocation : withoutTags(invocation));
  if (ignored.length > 0)
    context.onEvent({
      type: "note",
      text: `--mode ${options.mode} reads what is stored: no effect of ${ignored.join(", ")}`,
    });
  const effective = storedInvocation(workspace, withoutSettings(invocation), context.onEvent);
  const scoring = await resolveScoring(effective, new Set(models.map(({ kind }) => kind)));
  const metric = requireMetric(options.metric, scoring.datasets);
  const targets = await statusTargets(options, effective);
  const { partial = false } = options;
  const unlock = await lockWorkspace(workspace, lockOptions(context));
  try {
    // Only now: who wrote here a moment ago may have left it otherwise.
    const stored = storedManifest(workspace);
    const configured = options.mode === "eval" ? await configuredThinking(invocation) : new Map();
    const tagsOf = (model: string) => tags ?? configured.get(model);
    setThinking(stored, tagsOf);
    for (const { abbr, thinking } of stored.models.filter(({ abbr }) => tagsOf(abbr) !== undefined)) {
      const found = thinkingInForce(thinking);
      const text = found === undefined ? "thoughts are left in the answers" : describeTaken(found);
      context.onEvent({ type: "note", text: `${abbr}: ${text}, now and by later commands on this run` });
    }
    const manifest = { ...stored, datasets: storedDatasets(workspace, stored, scoring.datasets) };
    if (metric !== undefined) requireReachable(metric, storedTasks(metric, workspace, manifest));
    if (options.mode === "eval") {
      removeLeftovers(workspace);
      writeManifest(workspace, stored);
      storeThinkingTags(workspace, tags);
      const abbrs = stored.models.map(({ abbr }) => abbr);
      const facts = factsOf(workspace, options.mode, abbrs, manifest.datasets);
      const logging = withRunLog(workspace, context.onEvent, { format: options.logFormat });
      return await withStatusReports({ targets, facts, onEvent: logging }, async (onEvent) => {
        const logged = { ...context, onEvent };
        const scored = await scoreAndSummarise({ workspace, manifest, partial }, { ...scoring, metric }, logged);
        recordShown(workspace, metric);
        return { workspace, ...scored };
      });
    }
    const summary = runSummaryStage({ workspace, manifest, ...scoring, metric, time: formatTimestamp(new Date()) });
    recordShown(workspace, metric);
    return { workspace, summary, failed: summary.unscored, interrupted: false };
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

/** Later commands read the rows as the newest table does. */
function recordShown(workspace: Workspace, metric: ScoringConvention | undefined): void {
  const manifest = storedManifest(workspace);
  if (manifest.metric === metric) return;
  setShownMetric(manifest, metric);
  writeManifest(workspace, manifest);
}

function storedManifest(workspace: Workspace): Manifest {
  const manifest = readManifest(workspace);
  if (manifest !== undefined) return manifest;
  throw new UsageError(`${workspace.path} holds no manifest.json: its inference was never started`, {
    hint: "choose another run with -r TIMESTAMP",
  });
}

/** The run's datasets among those asked for. */
function storedDatasets(workspace: Workspace, { datasets }: Manifest, wanted: readonly { id: string }[]) {
  const found = datasets.filter(({ id }) => wanted.some((dataset) => dataset.id === id));
  if (found.length > 0) return found;
  throw new UsageError(`${workspace.path} holds no answers to ${firstIds(wanted)}`, {
    hint: `it holds ${firstIds(datasets)}`,
  });
}

function firstIds(datasets: readonly { id: string }[]): string {
  const ids = datasets.slice(0, 6).map(({ id }) => id);
  return `${ids.join(", ")}${datasets.length > ids.length ? ` and ${datasets.length - ids.length} more` : ""}`;
}
