// `--dry-run`: what a run would do, from the vocabulary alone: tasks, prompts, token counts before and after sharing
// prefixes, prompts that do not fit, and the memory plan. No weights are loaded, and nothing but the resolved config is
// written. With `--probe` each model is then loaded and measured for a while, and the time of its run is estimated.

import type { OnRunEvent } from "../job/events.ts";
import type { Invocation, RunOptions } from "../job/invocation.ts";
import { settingsOf } from "../job/settings.ts";
import { requireMetric } from "../plan/metric-choice.ts";
import { requireReachable, tasksToAsk } from "../plan/metric-obstacles.ts";
import type { ModelReader } from "../plan/model-reader.ts";
import { dateNotices } from "../plan/notices/date-notices.ts";
import { noticesOf } from "../plan/notices.ts";
import { planDatasets } from "../plan/plan.ts";
import { planModels } from "../plan/plan-models.ts";
import { referenceNotes, unscorableNotes } from "../plan/reference-notes.ts";
import { describeRefused } from "../plan/refused.ts";
import { requireLibraries } from "../plan/require-library.ts";
import { resolveRun } from "../plan/resolve.ts";
import { describeUnread, type UnreadDataset } from "../plan/unread.ts";
import type { DryRun } from "../report/dry-run/dry-run-text.ts";
import { checkWritable } from "../store/workspace/workspace.ts";
import { storeDryDump } from "./dump-config.ts";
import { withReader } from "./open-reader.ts";
import { workDirOf } from "./outcome.ts";
import { description as describe, time } from "./reader/model-questions.ts";

const noRun = { mode: "all", debug: false } as const;

type Workers = Pick<RunOptions, "maxNumWorkers" | "maxWorkersPerGpu">;

export interface DryRunOptions {
  /** As `--metric` names it; only checked. */
  metric?: string | undefined;
  /** Of the run's folders, in which the config is written. @default the config's */
  workDir?: string | undefined;
  /** Of the run: they share memory. */
  workers?: Workers;
  /** Of the run: answers that are not scored need no reference. @default "all" */
  mode?: RunOptions["mode"];
  /** Loads the models and estimates times. @default false */
  probe?: boolean | undefined;
  /** Since when preparing counts, on the clock of `performance.now()`; 0: since this process began. @default now */
  startedAt?: number;
  /** Everything in this process. @default false */
  isDebug?: boolean;
  /** Told of what takes a while. */
  onEvent?: OnRunEvent | undefined;
}

export async function dryRun(invocation: Invocation, options: DryRunOptions = {}): Promise<DryRun> {
  const isScored = options.mode !== "infer";
  return withReader({ invocation, isScored, isDebug: options.isDebug === true }, (reader) =>
    describeRun(invocation, { ...options, isScored, reader }),
  );
}

async function describeRun(
  invocation: Invocation,
  { reader, isScored, ...options }: DryRunOptions & { reader: ModelReader; isScored: boolean },
): Promise<DryRun> {
  const { onEvent } = options;
  const { workDir: named } = options;
  const workDir = await workDirOf(invocation, { ...noRun, ...(named !== undefined && { workDir: named }) });
  checkWritable(workDir);
  reader.start();
  const start = options.startedAt ?? performance.now();
  const run = await resolveRun(invocation, reader.files);
  reader.hint(run.models, run.datasets);
  await requireLibraries(run.models);
  const metric = requireMetric(options.metric, run.datasets);
  const unread: UnreadDataset[] = [];
  const planning = { isScored, onUnread: (dataset: UnreadDataset) => unread.push(dataset) };
  const datasets = await planDatasets(run, invocation, planning);
  const prepareSeconds = (performance.now() - start) / 1000;
  const notes = [
    ...run.notes,
    ...noticesOf(run, invocation, options.workers),
    ...(isScored ? unscorableNotes(run.datasets) : []),
    ...referenceNotes(datasets),
  ];
  const { models, refused } = await planModels(run, datasets, { reader, onEvent });
  const total = run.abbrs.length * run.datasets.length;
  const notAsked = [
    ...(refused.length > 0 ? [describeRefused(refused, total)] : []),
    ...(unread.length > 0 ? [describeUnread(unread, run.datasets.length)] : []),
  ];
  const lacking = metric === undefined ? [] : requireReachable(metric, await tasksToAsk(metric, models, reader));
  // Workers as the run will have them; a cluster's jobs share no memory.
  const local = run.infer.runner?.type === "slurm" ? {} : { infer: run.infer };
  const { maxNumWorkers, maxWorkersPerGpu } = settingsOf({ ...noRun, ...options.workers }, local);
  const workers = { maxNumWorkers, maxWorkersPerGpu };
  const described: DryRun["models"] = [];
  for (const planned of models) {
    const description = await reader.ask(describe, planned, { workers, invocation }, onEvent);
    const asked = { invocation, prepareSeconds };
    const estimate = options.probe === true && (await reader.ask(time, planned, asked, onEvent));
    described.push({ notes: dateNotices([planned], invocation), description, ...(estimate && { estimate }) });
  }
  const config = storeDryDump(workDir, run);
  return { lacking, notes, notAsked, config, models: described };
}
