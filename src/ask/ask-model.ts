// The inference stage: every planned model is opened once and asked every row that the journal does not hold yet.
// Answers are stored as they come (infer/answers.ts).

import { OcLocalError } from "../core/errors.ts";
import type { OnRunEvent } from "../job/events.ts";
import type { FailedTask } from "../job/failed-task.ts";
import { patience } from "../job/patience.ts";
import { countAsked } from "../plan/asked-rows.ts";
import { datasetIdentity, modelIdentity } from "../plan/identity.ts";
import { freed } from "../plan/model-reader.ts";
import { isOnCpu } from "../plan/notices/placement-notices.ts";
import { goldOf } from "../plan/open-dataset.ts";
import type { PlannedModel } from "../plan/plan.ts";
import { modelFolder } from "../store/cache/cache-folder.ts";
import { OutputLog } from "../store/logs/output-log.ts";
import { appendText } from "../store/logs/run-log.ts";
import { modelLogPath } from "../store/workspace/workspace.ts";
import { Answers } from "./infer/answers.ts";
import type { InferStage } from "./infer/infer-request.ts";
import { failedRecord } from "./infer/infer-tasks.ts";
import { failureOf, type OpenTask, type WorkerMessage } from "./infer/messages.ts";
import { kindAndCost } from "./infer/task-cost.ts";
import { workersAsked } from "./pool/find-workers.ts";
import { openRows } from "./pool/slice-feed.ts";
import { runModel } from "./pool.ts";
import { allReusable, hasAllKeys, keysOf } from "./shards/reusable-rows.ts";
import { inferOnSlurm } from "./slurm/infer-on-slurm.ts";
import { takeOverShards } from "./slurm/left-shards.ts";
import type { SentJob } from "./supervisor/host-messages.ts";
import { type SuperviseOptions, superviseModel } from "./supervisor/supervise.ts";

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
  const model = planned.model.config.abbr;
  const { datasets, manifest, onEvent, options, signal } = stage;
  const cache =
    options.cache === undefined
      ? undefined
      : modelFolder(options.cache, planned.model.config.engine, planned.model.fingerprint);
  const answers = new Answers(model, stage, cache);
  const log = modelLogPath(stage.workspace, model);
  const output = new OutputLog((text) => appendText(log, text));
  const tasks = datasets.filter(countAsked).map(({ dataset, dataset: { id }, rows, unasked }) => ({
    dataset: id,
    ...(unasked && { settled: unasked }),
    identity: datasetIdentity(dataset),
    from: 0,
    to: rows,
    data: manifest.now.datasets.find((entry) => entry.id === id)?.data,
    done: answers.stored(id),
    ...kindAndCost(planned, id),
  }));
  // No row of the run has a reference: there is nothing to ask.
  if (tasks.length === 0) {
    answers.end();
    return answers.failed;
  }
  onEvent({
    type: "model-start",
    model,
    rows: datasets.reduce((sum, planned) => sum + countAsked(planned), 0),
    work: planned.work,
  });
  try {
    const onMessage = (message: WorkerMessage) => {
      answers.take(message);
      if (message.type === "opened") warnOfMissingGpu(planned, message.info.device, onEvent);
    };
    const { runner } = stage;
    const job = { ...jobOf(planned, stage), tasks, cache, isTaskByTask: options.debug };
    const onOutput = (text: string) => output.add(text);
    if (await isAnswered(planned, tasks, stage)) takeStored(tasks, onMessage);
    else if (runner.type === "slurm") await inferOnSlurm({ planned, tasks, stage, runner, cache, onMessage });
    else if (options.debug) await runModel(job, { debug: true, signal, onMessage });
    else await superviseModel(job, supervision(planned, stage, { onMessage, onOutput }));
  } catch (error) {
    // Where rows cannot be stored the run ends; a worker that broke down costs its model only.
    if (isStorageError(error)) {
      storingWhatFits(() => output.end());
      storingWhatFits(() => answers.end());
      throw error;
    }
    answers.failRest(failureOf(error));
  }
  if (!signal.aborted) answers.failRest({ reason: "its inference ended without an answer to every row" });
  output.end();
  answers.end();
  onEvent({ type: "model-end", model });
  return answers.failed;
}

/** No engine has to be opened. Under --deterministic it has: its facts are part of the keys. */
async function isAnswered(planned: PlannedModel, tasks: readonly OpenTask[], stage: InferStage): Promise<boolean> {
  if (stage.invocation.deterministic === true) return false;
  const done = keysOf(tasks);
  if (!hasAllKeys(planned, done)) return false;
  return freed(stage.reader, () => stage.reader.ask(allReusable, planned, { done }));
}

function takeStored(tasks: readonly OpenTask[], onMessage: (message: WorkerMessage) => void): void {
  for (const task of tasks) for (const row of openRows(task)) onMessage({ type: "reused", dataset: task.dataset, row });
}

function isStorageError(error: unknown): boolean {
  return error instanceof OcLocalError && error.code === "STORAGE";
}

/** After a write has failed others will too: it is the first that says where the answers end. */
function storingWhatFits(store: () => void): void {
  try {
    store();
  } catch (error) {
    if (!isStorageError(error)) throw error;
  }
}

function supervision(
  { model }: PlannedModel,
  { datasets, onEvent, options, runner, signal }: InferStage,
  { onMessage, onOutput }: Pick<SuperviseOptions, "onMessage" | "onOutput">,
): SuperviseOptions {
  const { abbr } = model.config;
  return {
    signal,
    retry: runner.retry,
    stuckAfterSeconds: options.stuckAfterSeconds ?? patience.stuckAfterSeconds,
    onMessage,
    onWarning: (text) => onEvent({ type: "warning", text: `${abbr}: ${text}` }),
    onOutput,
    onPoisonedRow: ({ dataset, row }, reason) => {
      const planned = datasets.find((other) => other.dataset.id === dataset);
      const gold = planned === undefined ? null : goldOf(planned.opened.splits, planned.dataset.config, row);
      onMessage({ type: "row", dataset, record: failedRecord({ row, gold, failed: reason }) });
    },
  };
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

function jobOf(
  { model, contextSize, parallelSequences, threads }: PlannedModel,
  { invocation, options, runner }: InferStage,
): Omit<SentJob, "tasks"> {
  const { maxNumWorkers } = runner;
  const workers = workersAsked(model, { ...options, maxNumWorkers, keepThreads: invocation.deterministic === true });
  return {
    invocation,
    model: model.config.abbr,
    identity: modelIdentity(model),
    contextSize,
    parallelSequences,
    threads,
    workers,
  };
}
