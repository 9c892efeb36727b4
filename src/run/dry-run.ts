// `--dry-run`: what a run would do, from the vocabulary alone: config, tasks, prompts, token counts before and after
// sharing prefixes, prompts that do not fit, and the memory plan. No weights are loaded, nothing is written. With `--probe`
// each model is then loaded and measured for a while, and the time of its run is estimated.

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
import { referenceNotes } from "../plan/reference-notes.ts";
import { describeRefused } from "../plan/refused.ts";
import { requireLibraries } from "../plan/require-library.ts";
import { resolveRun } from "../plan/resolve.ts";
import { describeUnread, type UnreadDataset } from "../plan/unread.ts";
import { section } from "./dry-run/section.ts";
import { dumpConfig } from "./dump-config.ts";
import { withReader } from "./open-reader.ts";
import { description, time } from "./reader/model-questions.ts";

type Workers = Pick<RunOptions, "maxNumWorkers" | "maxWorkersPerGpu">;

export interface DryRunOptions {
  /** As `--metric` names it; only checked. */
  metric?: string | undefined;
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
  /** Told where a run could not ask everything. */
  onUnasked?: () => void;
}

/** @returns Text for the terminal. */
export async function dryRun(invocation: Invocation, options: DryRunOptions = {}): Promise<string> {
  const isScored = options.mode !== "infer";
  return withReader({ invocation, isScored, isDebug: options.isDebug === true }, (reader) =>
    describeRun(invocation, { ...options, isScored, reader }),
  );
}

async function describeRun(
  invocation: Invocation,
  { reader, isScored, ...options }: DryRunOptions & { reader: ModelReader; isScored: boolean },
): Promise<string> {
  const { onEvent } = options;
  reader.start();
  const start = options.startedAt ?? performance.now();
  const run = await resolveRun(invocation, reader.files);
  reader.hint(run.datasets);
  await requireLibraries(run.models);
  const metric = requireMetric(options.metric, run.datasets);
  const unread: UnreadDataset[] = [];
  const planning = { isScored, onUnread: (dataset: UnreadDataset) => unread.push(dataset) };
  const datasets = await planDatasets(run, invocation, planning);
  const prepareSeconds = (performance.now() - start) / 1000;
  const sections = [
    [...run.notes, ...noticesOf(run, invocation, options.workers), ...referenceNotes(datasets)].join("\n"),
    unread.length === 0 ? "" : section("Not asked", describeUnread(unread, run.datasets.length)),
    section("Config", JSON.stringify(dumpConfig({ ...run, groups: [] }), null, 2)),
  ];
  const { models, refused } = await planModels(run, datasets, { reader, onEvent });
  if (refused.length > 0)
    sections.splice(1, 0, section("Not asked", describeRefused(refused, run.abbrs.length * run.datasets.length)));
  if (unread.length + refused.length > 0) options.onUnasked?.();
  if (metric !== undefined) {
    const lacking = requireReachable(metric, await tasksToAsk(metric, models, reader));
    sections.unshift(lacking.join("\n"));
  }
  // Workers as the run will have them; a cluster's jobs share no memory.
  const local = run.infer.runner?.type === "slurm" ? {} : { infer: run.infer };
  const { maxNumWorkers, maxWorkersPerGpu } = settingsOf({ mode: "all", debug: false, ...options.workers }, local);
  const workers = { maxNumWorkers, maxWorkersPerGpu };
  for (const planned of models) {
    sections.push(dateNotices([planned], invocation).join("\n"));
    sections.push(await reader.ask(description, planned, { workers, invocation }, onEvent));
    if (options.probe) sections.push(await reader.ask(time, planned, { invocation, prepareSeconds }, onEvent));
  }
  return `${sections.filter((text) => text !== "").join("\n\n")}\n`;
}
