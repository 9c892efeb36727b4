// The inference stage: every planned model is opened once and asked every row that the journal does not hold yet.
// Answers are stored as they come (infer/answers.ts).

import { OcLocalError } from "../core/errors.ts";
import type { OnRunEvent } from "../job/events.ts";
import type { FailedTask } from "../job/failed-task.ts";
import type { Invocation, RunSettings } from "../job/invocation.ts";
import { countAsked } from "../plan/asked-rows.ts";
import { datasetIdentity, modelIdentity } from "../plan/identity.ts";
import { freed, type ModelReader } from "../plan/model-reader.ts";
import { isOnCpu } from "../plan/notices/placement-notices.ts";
import type { PlannedModel } from "../plan/plan.ts";
import type { Runner } from "../plan/runner.ts";
import { modelFolder } from "../store/cache/cache-folder.ts";
import { OutputLog } from "../store/logs/output-log.ts";
import { appendText } from "../store/logs/run-log.ts";
import { modelLogPath } from "../store/workspace/workspace.ts";
import { Answers, type AnswersStage } from "./infer/answers.ts";
import type { ModelJob, OpenTask } from "./infer/messages.ts";
import { goldsOf, modelJob, taskOf } from "./model-job.ts";
import { ModelSink } from "./model-sink.ts";
import { askHere } from "./pool.ts";
import type { Asking, AskModel } from "./row-sink.ts";
import { allReusable, hasAllKeys, keysOf } from "./shards/reusable-rows.ts";
import { onSlurm } from "./slurm/infer-on-slurm.ts";
import { takeOverShards } from "./slurm/left-shards.ts";
import { supervised } from "./supervisor/supervise.ts";

export interface InferStage extends AnswersStage {
  invocation: Invocation;
  models: readonly PlannedModel[];
  settings: RunSettings;
  runner: Runner;
  reader: ModelReader;
  signal: AbortSignal;
}

/** @returns Tasks that failed, as a whole or in some of their rows. */
export async function askModels(stage: InferStage): Promise<FailedTask[]> {
  const failed: FailedTask[] = [];
  for (const planned of stage.models) {
    if (stage.signal.aborted) break;
    failed.push(...(await inferModelTasks(planned, { ...stage, datasets: planned.datasets })));
  }
  if (stage.runner.type === "slurm") await takeOverShards(stage.workspace, stage);
  return failed;
}

async function inferModelTasks(planned: PlannedModel, stage: InferStage): Promise<FailedTask[]> {
  const { config, fingerprint } = planned.model;
  const { datasets, onEvent, settings, signal, workspace } = stage;
  const cache = settings.cache === undefined ? undefined : modelFolder(settings.cache, config.engine, fingerprint);
  const answers = new Answers(config.abbr, stage, cache);
  const tell: OnRunEvent = (event) => {
    onEvent(event);
    if (event.type === "model-open") warnOfMissingGpu(planned, event.info.device, onEvent);
  };
  const sink = new ModelSink(config.abbr, { datasets, keeper: answers, onEvent: tell });
  if (sink.book.open === 0) {
    sink.end(); // no row of the run has a reference
    return sink.failed;
  }
  const log = modelLogPath(workspace, config.abbr);
  const output = new OutputLog((text) => appendText(log, text));
  const way = wayOfAsking(planned, stage, (text) => output.add(text));
  try {
    await sink.ask(way, jobOf(planned, stage, { answers, cache }), planned.work, { signal, gold: goldsOf(datasets) });
  } catch (error) {
    storingWhatFits(() => output.end());
    storingWhatFits(() => sink.end());
    throw error;
  }
  output.end();
  sink.end();
  onEvent({ type: "model-end", model: config.abbr });
  return sink.failed;
}

function jobOf(
  planned: PlannedModel,
  { datasets, manifest, invocation, settings }: InferStage,
  { answers, cache }: { answers: Answers; cache: string | undefined },
): ModelJob {
  const tasks = datasets.filter(countAsked).map((asked) => {
    const { id } = asked.dataset;
    const { data } = manifest.now.datasets.find((entry) => entry.id === id) ?? {};
    return taskOf(planned, asked, { identity: datasetIdentity(asked.dataset), data, done: answers.stored(id) });
  });
  const identity = modelIdentity(planned.model);
  const asked = { invocation, identity, tasks, cache, isTaskByTask: settings.debug };
  return modelJob(planned, asked, settings);
}

/** On a cluster, in this process for people who watch, or in a process of its own. */
function wayOfAsking(planned: PlannedModel, stage: InferStage, onOutput: (text: string) => void): AskModel {
  const { settings, runner } = stage;
  const { retry, stuckAfterSeconds, debug } = settings;
  return async (job, asking) => {
    if (await isAnswered(planned, job.tasks, stage)) takeStored(job, asking);
    else if (runner.type === "slurm") await onSlurm(planned, { ...stage, runner, stuckAfterSeconds })(job, asking);
    else if (debug) await askHere(job, asking);
    else await supervised({ retry, stuckAfterSeconds, onOutput })(job, asking);
  };
}

/** No engine has to be opened. Under --deterministic it has: its facts are part of the keys. */
async function isAnswered(planned: PlannedModel, tasks: readonly OpenTask[], stage: InferStage): Promise<boolean> {
  if (stage.invocation.deterministic === true) return false;
  const done = keysOf(tasks);
  if (!hasAllKeys(planned, done)) return false;
  return freed(stage.reader, () => stage.reader.ask(allReusable, planned, { done }));
}

function takeStored({ tasks }: ModelJob, { sink }: Asking): void {
  for (const { dataset } of tasks)
    for (const row of sink.book.openRows(dataset)) sink.take({ type: "reused", dataset, row });
}

/** After a write has failed others will too: it is the first that says where the answers end. */
function storingWhatFits(store: () => void): void {
  try {
    store();
  } catch (error) {
    if (!(error instanceof OcLocalError) || error.code !== "STORAGE") throw error;
  }
}

/** A GPU was asked for, and "auto" found none although there is a driver: without one it was said before. */
function warnOfMissingGpu({ model }: PlannedModel, device: string, onEvent: OnRunEvent): void {
  const { abbr, numGpus = 0 } = model.config;
  if (numGpus === 0 || !device.startsWith("CPU") || isOnCpu(model)) return;
  onEvent({
    type: "warning",
    text: `${abbr}: --num-gpus ${numGpus} was asked for, but no GPU was found: it runs on the CPU`,
  });
}
