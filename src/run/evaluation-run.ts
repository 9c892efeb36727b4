// One evaluation from invocation to table: configure → infer → evaluate → summarise. Everything that can be refused is
// refused before a model loads or a run folder is made.

import { hostname } from "node:os";
import { resolve } from "node:path";
import { errorMessage, UsageError } from "../core/errors.ts";
import { packageVersion } from "../core/package.ts";
import { partPaths } from "../engines/gguf/parts.ts";
import { prepareCacheFolder } from "./cache/cache-folder.ts";
import { type EvalStage, runEvalStage } from "./evaluate/eval-stage.ts";
import type { OnRunEvent, RunEvent } from "./events.ts";
import { type AnswersStage, type FailedTask, recordModel } from "./infer/answers.ts";
import { runInferStage } from "./infer/infer-stage.ts";
import type { Invocation, RunOptions } from "./invocation.ts";
import { withRunLog } from "./logs/run-log.ts";
import { noticesOf } from "./plan/notices.ts";
import { dataFingerprint } from "./plan/open-dataset.ts";
import { type PlannedDataset, type PlannedModel, planDatasets, planModel } from "./plan/plan.ts";
import { configuredWorkDir, type ResolvedRun, resolveRun, resolveScoring } from "./plan/resolve.ts";
import { type Runner, runnerNotes, runnerOf } from "./runner.ts";
import { jobNeeds } from "./slurm/infer-on-slurm.ts";
import { takeOverShards } from "./slurm/left-shards.ts";
import { checkCluster } from "./slurm/submit.ts";
import type { RunFacts } from "./status/status-event.ts";
import { withStatusReports } from "./status/status-reports.ts";
import { statusTargets } from "./status/status-targets.ts";
import { requireMetric } from "./summary/metric-choice.ts";
import { runSummaryStage, type SummaryOutcome, type SummaryStage } from "./summary/summary-stage.ts";
import { storeDump } from "./workspace/dump-config.ts";
import { BackgroundHashes } from "./workspace/file-hashes.ts";
import { type LockOptions, lockWorkspace } from "./workspace/lock.ts";
import { type Manifest, readManifest, writeManifest } from "./workspace/manifest.ts";
import { requireWithheld, storedInvocation, storeInvocation, withoutEffect } from "./workspace/stored-invocation.ts";
import {
  checkWritable,
  createWorkspace,
  defaultWorkDir,
  formatTimestamp,
  openWorkspace,
  type Workspace,
} from "./workspace/workspace.ts";

export interface RunContext {
  onEvent: OnRunEvent;
  signal: AbortSignal;
}

export interface RunOutcome {
  workspace: Workspace;
  /** Undefined when the run stopped before the table. */
  summary: SummaryOutcome | undefined;
  failed: FailedTask[];
  interrupted: boolean;
}

export async function runEvaluation(
  invocation: Invocation,
  options: RunOptions,
  context: RunContext,
): Promise<RunOutcome> {
  if (options.mode === "eval" || options.mode === "viz") return runFromWorkspace(invocation, options, context);
  const { signal } = context;
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
  const effective = reused === undefined ? invocation : storedInvocation(reused, invocation, onEvent);
  if (reused !== undefined) requireWithheld(reused, effective);
  const run = await resolveRun(effective);
  const metric = requireMetric(options.metric, run.datasets);
  const targets = await statusTargets(options, effective);
  const runner = runnerOf(run.infer, options);
  const notes = [...run.notes, ...runnerNotes(run.infer, runner), ...noticesOf(run, effective)];
  for (const text of notes) onEvent({ type: "note", text });
  checkWritable(reused?.path ?? workDir);
  if (runner.type === "slurm") for (const { config } of run.models) await checkCluster(runner, jobNeeds(config));
  if (options.cache !== undefined) prepareCacheFolder(options.cache);
  const datasets = await planDatasets(run, effective);
  const models: PlannedModel[] = [];
  for (const model of run.models) models.push(await planModel(model, datasets));
  const workspace = reused ?? createWorkspace(workDir, new Date());
  // First of all, so that -r knows what to continue whenever this run is killed.
  if (reused === undefined) storeInvocation(workspace, effective);
  const unlock = await lockWorkspace(workspace, lockOptions(context));
  let hashes: BackgroundHashes | undefined;
  const inferAndScore = async (onEvent: OnRunEvent): Promise<RunOutcome> => {
    const logged = { ...context, onEvent };
    const manifest = beginManifest(workspace, run, datasets, effective);
    storeConfig(workspace, effective, run);
    hashes = hashModels(run, { workspace, manifest, cwd: effective.cwd });
    await takeOverShards(workspace, { onEvent, signal });
    onEvent({ type: "stage", stage: "infer", text: `Starting inference process... ${workspace.path}` });
    const failed = await runInferStage({
      workspace,
      manifest,
      invocation: effective,
      models,
      datasets,
      options: { ...options, ...limitsOf(runner) },
      runner,
      signal,
      onEvent,
    });
    if (signal.aborted) return { workspace, summary: undefined, failed, interrupted: true };
    endManifest(workspace, manifest);
    if (options.mode === "infer") return { workspace, summary: undefined, failed, interrupted: false };
    const scored = await scoreAndSummarise({ workspace, manifest, failed, partial }, { ...run, metric }, logged);
    endManifest(workspace, manifest);
    return { workspace, ...scored, failed: withoutRepeats([...failed, ...scored.failed]), interrupted: false };
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

/** For the manifest; row keys have the quicker fingerprint. */
function hashModels(
  { models }: ResolvedRun,
  { workspace, manifest, cwd }: Pick<AnswersStage, "workspace" | "manifest"> & Pick<Invocation, "cwd">,
): BackgroundHashes {
  const files = models.map(({ config, gguf }) => {
    const adapters = config.adapters.map(({ path }) => resolve(cwd, path));
    return [config.abbr, [gguf.path, ...adapters].flatMap(partPaths)] as const;
  });
  return new BackgroundHashes(new Map(files), (abbr, sha256) => recordModel({ manifest, workspace }, abbr, { sha256 }));
}

/** `--mode eval` and `--mode viz`: the stored rows or results of an earlier run; no model is opened. */
async function runFromWorkspace(invocation: Invocation, options: RunOptions, context: RunContext): Promise<RunOutcome> {
  const workDir = await workDirOf(invocation, options);
  const workspace = openWorkspace(workDir, options.reuse ?? "latest");
  if (workspace === undefined)
    throw new UsageError(`--mode ${options.mode}: there is no run in ${workDir}`, {
      hint: "run --mode all or infer first, or name its folder with -w",
    });
  const stored = readManifest(workspace);
  if (stored === undefined)
    throw new UsageError(`${workspace.path} holds no manifest.json: its inference was never started`, {
      hint: "choose another run with -r TIMESTAMP",
    });
  context.onEvent({ type: "note", text: `reading ${workspace.path}` });
  const ignored = withoutEffect(invocation);
  if (ignored.length > 0)
    context.onEvent({
      type: "note",
      text: `--mode ${options.mode} reads what is stored: no effect of ${ignored.join(", ")}`,
    });
  const effective = storedInvocation(workspace, invocation, context.onEvent);
  const scoring = await resolveScoring(effective, new Set(stored.models.map(({ kind }) => kind)));
  const metric = requireMetric(options.metric, scoring.datasets);
  const targets = await statusTargets(options, effective);
  const manifest = { ...stored, datasets: storedDatasets(workspace, stored, scoring.datasets) };
  const { partial = false } = options;
  const unlock = await lockWorkspace(workspace, lockOptions(context));
  try {
    if (options.mode === "eval") {
      const abbrs = stored.models.map(({ abbr }) => abbr);
      const facts = factsOf(workspace, options.mode, abbrs, manifest.datasets);
      const logging = withRunLog(workspace, context.onEvent, { format: options.logFormat });
      return await withStatusReports({ targets, facts, onEvent: logging }, async (onEvent) => {
        const logged = { ...context, onEvent };
        const scored = await scoreAndSummarise({ workspace, manifest, partial }, { ...scoring, metric }, logged);
        return { workspace, ...scored, interrupted: false };
      });
    }
    const summary = runSummaryStage({ workspace, manifest, ...scoring, metric, time: formatTimestamp(new Date()) });
    return { workspace, summary, failed: summary.unscored, interrupted: false };
  } finally {
    unlock();
  }
}

async function scoreAndSummarise(
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

/** What reports of the run say. */
function factsOf(
  { path, timestamp }: Workspace,
  mode: RunOptions["mode"],
  models: string[],
  datasets: readonly { id: string }[],
): RunFacts {
  return { workspace: path, timestamp, mode, host: hostname(), models, datasets: datasets.map(({ id }) => id) };
}

function lockOptions({ onEvent, signal }: RunContext): LockOptions {
  return { signal, onWait: (text) => onEvent({ type: "note", text }) };
}

/** What flags and config together say of workers. */
function limitsOf({ retry, maxNumWorkers }: Runner): Pick<RunOptions, "retry" | "maxNumWorkers"> {
  return { retry, ...(maxNumWorkers !== undefined && { maxNumWorkers }) };
}

function beginManifest(
  workspace: Workspace,
  run: ResolvedRun,
  datasets: readonly PlannedDataset[],
  { deterministic }: Pick<Invocation, "deterministic">,
): Manifest {
  const earlier = readManifest(workspace);
  const manifest: Manifest = {
    startedAt: earlier?.startedAt ?? new Date().toISOString(),
    version: packageVersion,
    node: process.version,
    platform: `${process.platform}-${process.arch}`,
    data: { path: run.dataRoot.path, isSample: run.dataRoot.isSample },
    ...(deterministic && { deterministic }),
    models: run.models.map(({ config, kind, gguf, fingerprint }) => ({
      abbr: config.abbr,
      kind,
      path: gguf.path,
      fingerprint,
      generation: config.generation,
    })),
    datasets: datasets.map(({ dataset, rows, opened }) => ({
      id: dataset.id,
      abbr: dataset.config.abbr,
      mode: dataset.mode,
      version: dataset.version,
      rows,
      data: dataFingerprint(opened),
    })),
  };
  writeManifest(workspace, manifest);
  return manifest;
}

function storeConfig(workspace: Workspace, invocation: Invocation, run: ResolvedRun): void {
  storeInvocation(workspace, invocation);
  storeDump(workspace, run);
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

/** `-w`, else the config's, else outputs/default. */
async function workDirOf(invocation: Invocation, { workDir }: RunOptions): Promise<string> {
  return resolve(invocation.cwd, workDir ?? (await configuredWorkDir(invocation)) ?? defaultWorkDir);
}

function endManifest(workspace: Workspace, manifest: Manifest): void {
  manifest.endedAt = new Date().toISOString();
  writeManifest(workspace, manifest);
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
